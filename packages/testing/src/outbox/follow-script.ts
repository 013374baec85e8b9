import type { Fault } from "../faults/fault.ts";
import { FaultScript, type Script } from "../faults/fault-script.ts";
import { currentTest } from "./current-outbox.ts";

/** A script that the mail of a test follows. */
export interface FollowedScript {
  /** How many of its faults no message has met yet; 0 once it is over. */
  readonly remaining: number;
}

/**
 * Makes the mail that the current test sends follow a script: `followScript([refuse(), accept(), loseAnswer()])`. What is
 * accepted lands in the outbox. It ends with the test, and replaces one that the test followed before.
 *
 * @throws TypeError for something that is no fault, no address or no reply; OutboxError outside of a test, or if it cannot be told which test calls
 */
export function followScript(script: Script | readonly Fault[]): FollowedScript {
  const followed = new FaultScript(script, "followScript()");
  currentTest().script = followed;
  return followed;
}
