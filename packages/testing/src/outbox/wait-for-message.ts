import { AssertionError } from "node:assert";
import type { EmailMessage } from "@posthorn/core";
import { type CriteriaOf, expectationsOf } from "../expected/criteria.ts";
import { callerOf } from "../failure/caller.ts";
import { waitedInVain } from "../failure/failure.ts";
import { listOf } from "../reading/mail-list.ts";
import { readWaitOptions, type WaitOptions, waitForNth } from "../wait.ts";
import { currentOutbox } from "./current-outbox.ts";

/**
 * The first message of the current test that meets the criteria, or that the function answers true for, as soon as it is sent;
 * at once if it was. `{ nth: 2 }` waits for the second.
 *
 * @throws AssertionError with what was sent meanwhile, if it is not sent in time; OutboxError as `outbox`; TypeError for a
 *   criterion or an option that does not exist, or whose value is none; BadAddressError for a string that is no mailbox
 */
export async function waitForMessage(criteria?: CriteriaOf, options: WaitOptions = {}): Promise<EmailMessage> {
  const fromCaller = callerOf(waitForMessage);
  const wait = readWaitOptions("waitForMessage()", options, 1000);
  const expectations = expectationsOf("waitForMessage()", criteria);
  const outbox = currentOutbox();
  const subscribe = (listener: (message: EmailMessage) => void): (() => void) => outbox.subscribe(listener);
  const sent = await waitForNth({ mails: outbox.messages, subscribe }, expectations, wait);
  if (sent) return sent;
  // A mail of which nobody can tell whose it is may be the one, and is told of here.
  const list = listOf("outbox", outbox.messages);
  const message = waitedInVain("message was sent", wait, list, expectations);
  throw fromCaller(new AssertionError({ message, operator: "waitForMessage" }));
}
