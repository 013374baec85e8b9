import { beginTest, endTest, runInTest } from "./current-outbox.ts";
import { divertMailers } from "./divert-mailers.ts";
import { type Outbox, viewOf } from "./outbox.ts";

/**
 * Calls a function with an outbox of its own, in which everything lands that it sends, also through timers, streams and a
 * server that it starts. Needs no set-up, and works in any test runner. From then on no mailer sends for real.
 *
 * @returns what the function answers
 * @throws TypeError if it is no function
 */
export async function withOutbox<Result>(run: (outbox: Outbox) => Result | Promise<Result>): Promise<Result> {
  if (typeof run !== "function") throw new TypeError("withOutbox() takes a function, such as async (outbox) => { … }.");
  divertMailers();
  const test = beginTest({ isAlone: false });
  try {
    return await runInTest(test, () => run(viewOf(() => test.messages)));
  } finally {
    endTest(test);
  }
}
