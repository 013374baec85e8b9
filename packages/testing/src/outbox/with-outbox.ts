import { overrideMailers } from "@posthorn/core";
import { beginTest, endTest, runInTest } from "./current-outbox.ts";
import { type Outbox, viewOf } from "./outbox.ts";
import { OutboxBackend } from "./outbox-backend.ts";

/** Makes every mailer the outbox. @returns a function that ends it */
export function divertMailers(): () => void {
  return overrideMailers((mailer) => new OutboxBackend(mailer));
}

let users = 0;
let restore = (): void => {};

/**
 * Calls a function with an outbox of its own, in which everything lands that it sends, also through timers, streams and a
 * server that it starts. Needs no setup, and works in any test runner.
 *
 * @returns what the function answers
 */
export async function withOutbox<Result>(run: (outbox: Outbox) => Result | Promise<Result>): Promise<Result> {
  if (typeof run !== "function") throw new TypeError("withOutbox() takes a function, such as async (outbox) => { … }.");
  const test = beginTest({ isAlone: false });
  if (users === 0) restore = divertMailers();
  users += 1;
  try {
    return await runInTest(test, () => run(viewOf(() => test.messages)));
  } finally {
    endTest(test);
    users -= 1;
    if (users === 0) restore();
  }
}
