import { AssertionError } from "node:assert";
import { checkOptions, type EmailMessage } from "@posthorn/core";
import { describe } from "../describe.ts";
import { currentOutbox } from "../outbox/current-outbox.ts";
import type { TestOutbox } from "../outbox/test-outbox.ts";
import { expectationsOf, type MailCriteria } from "./criteria.ts";
import { type Expectation, isExpected } from "./expectation.ts";
import { sentInstead } from "./failure.ts";

// Before a test can put fake ones in their place.
const { setTimeout, clearTimeout } = globalThis;
const LONGEST = 2 ** 31 - 1;

/** The options of `waitForMessage`. */
export interface WaitOptions {
  /** How long it may take, in ms; fake timers do not shorten it. @defaultValue 1000 */
  readonly timeoutMs?: number;
}

/**
 * The first message of the current test that meets the criteria, as soon as it is sent; at once if it was.
 *
 * @throws AssertionError with what was sent meanwhile, if it is not sent in time; OutboxError as `outbox`; TypeError for a
 *   criterion or an option that does not exist, or a `timeoutMs` that is not above 0 and up to 2147483647
 */
export async function waitForMessage(criteria?: MailCriteria, options: WaitOptions = {}): Promise<EmailMessage> {
  checkOptions("waitForMessage()", options, ["timeoutMs"], { timeout: "Did you mean timeoutMs?" });
  const { timeoutMs = 1000 } = options;
  if (typeof timeoutMs !== "number" || !(timeoutMs > 0 && timeoutMs <= LONGEST))
    throw new TypeError(`timeoutMs must be a number above 0 and up to ${LONGEST}; got ${describe(timeoutMs)}.`);
  const expectations = expectationsOf("waitForMessage()", criteria);
  const outbox = currentOutbox();
  const found = outbox.messages.find((message) => isExpected(message, expectations));
  if (found) return found;
  const sent = await nextOf(outbox, expectations, timeoutMs);
  if (sent) return sent;
  // A mail of which nobody can tell whose it is may be the one, and is told of here.
  const { messages } = currentOutbox();
  throw new AssertionError({
    message: sentInstead(`No message was sent within ${timeoutMs} ms`, messages, expectations),
    operator: "waitForMessage",
  });
}

/** The next message that is as expected; undefined if there is none in time. */
function nextOf(
  outbox: TestOutbox,
  expectations: readonly Expectation[],
  timeoutMs: number,
): Promise<EmailMessage | undefined> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      unsubscribe();
      settle();
    };
    const timer = setTimeout(() => end(() => resolve(undefined)), timeoutMs);
    const unsubscribe = outbox.subscribe((message) => {
      try {
        if (isExpected(message, expectations)) end(() => resolve(message));
      } catch (error) {
        end(() => reject(error));
      }
    });
  });
}
