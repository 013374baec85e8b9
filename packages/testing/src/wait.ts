import { checkOptions } from "@posthorn/core";
import { type Expectation, isExpected } from "./expected/expectation.ts";
import { adviceFor } from "./expected/similar-names.ts";
import { inspected } from "./inspected.ts";
import { contentOf, type Mail } from "./reading/mail-content.ts";
import { clearRealTimeout, setRealTimeout } from "./real-timers.ts";

/** How long a mail is waited for, and which. */
export interface WaitOptions {
  /**
   * In ms of the real clock, also where a test fakes the timers; 0 asks for what is there already.
   *
   * @defaultValue 1000 for `waitForMessage()`; 3000 for `waitForMail()`, whose mail comes from another process: a test that
   *   runs out of its own time, of 5000 ms in Vitest and Jest, would not tell what did arrive
   */
  readonly timeoutMs?: number;
  /** Which of the mails that meet the criteria, those among them that are there already: 2 is the second. @defaultValue 1 */
  readonly nth?: number;
}

/** Where mails come from. */
export interface MailSource<Kind extends Mail> {
  /** Those that are there already. */
  readonly mails: readonly Kind[];
  /** @returns a function that ends the subscription */
  subscribe(listener: (mail: Kind) => void): () => void;
  /** Aborted, with an error, when no more can come. */
  readonly end?: AbortSignal;
}

const NAMES = ["timeoutMs", "nth"];
const LONGEST = 2 ** 31 - 1;

/**
 * The options of a wait, each with its value.
 *
 * @param what - who takes them, such as `waitForMessage()`
 * @throws TypeError for one that does not exist, or whose value is none
 */
export function readWaitOptions(what: string, options: WaitOptions, defaultMs: number): Required<WaitOptions> {
  const advice = { timeout: "Did you mean timeoutMs?", count: "Did you mean nth?" };
  checkOptions(what, options, NAMES, adviceFor(options, NAMES, advice));
  const { timeoutMs = defaultMs, nth = 1 } = options;
  if (typeof timeoutMs !== "number" || !(timeoutMs >= 0 && timeoutMs <= LONGEST))
    throw new TypeError(`timeoutMs must be a number from 0 to ${LONGEST}; got ${inspected(timeoutMs)}.`);
  if (!Number.isSafeInteger(nth) || nth < 1)
    throw new TypeError(`nth must be a whole number from 1 on, 2 for the second mail; got ${inspected(nth)}.`);
  return { timeoutMs, nth };
}

/**
 * The nth mail that is as expected, as soon as it comes; undefined if it does not come in time.
 *
 * @throws what an expectation throws, and the error with which the source ends
 */
export async function waitForNth<Kind extends Mail>(
  { mails, subscribe, end }: MailSource<Kind>,
  expectations: readonly Expectation<Kind>[],
  { timeoutMs, nth }: Required<WaitOptions>,
): Promise<Kind | undefined> {
  let count = 0;
  const isMeant = (mail: Kind): boolean => {
    if (isExpected(contentOf(mail), expectations)) count += 1;
    else return false;
    return count === nth;
  };
  const found = mails.find(isMeant);
  if (found) return found;
  end?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const settle = (how: () => void): void => {
      clearRealTimeout(timer);
      unsubscribe();
      end?.removeEventListener("abort", stop);
      how();
    };
    const stop = (): void => settle(() => reject(end?.reason));
    const timer = setRealTimeout(() => settle(() => resolve(undefined)), timeoutMs);
    const unsubscribe = subscribe((mail) => {
      try {
        if (isMeant(mail)) settle(() => resolve(mail));
      } catch (error) {
        settle(() => reject(error));
      }
    });
    end?.addEventListener("abort", stop);
  });
}
