import { type CriteriaOf, expectationsOf } from "../expected/criteria.ts";
import { callerOf } from "../failure/caller.ts";
import { waitedInVain } from "../failure/failure.ts";
import { listOf } from "../reading/mail-list.ts";
import { areTimersFaked } from "../real-timers.ts";
import { readWaitOptions, type WaitOptions, waitForNth } from "../wait.ts";
import { CatcherError } from "./catcher-error.ts";
import { type CaughtMail, caughtMail, type Transaction } from "./caught-mail.ts";

type Listener = (mail: CaughtMail) => void;

/** The mails that arrived, and who waits for one. */
export class Mailroom {
  readonly mails: CaughtMail[] = [];
  readonly #keep: number;
  readonly #onMail: Listener;
  readonly #listeners = new Set<Listener>();
  readonly #end = new AbortController();
  #latest: Promise<void> = Promise.resolve();

  constructor(keep: number, onMail: Listener) {
    this.#keep = keep;
    this.#onMail = onMail;
  }

  /** Keeps a mail, behind all that arrived before it, however long those take to read. */
  take(source: Uint8Array, transaction: Transaction): Promise<void> {
    const reading = caughtMail(source, transaction);
    this.#latest = this.#latest.then(async () => this.#add(await reading));
    return this.#latest;
  }

  /** As `waitForMail` of a catcher. */
  readonly waitForMail = async (criteria?: CriteriaOf<CaughtMail>, options: WaitOptions = {}): Promise<CaughtMail> => {
    const fromCaller = callerOf(this.waitForMail);
    const wait = readWaitOptions("waitForMail()", options, 3000);
    const expectations = expectationsOf("waitForMail()", criteria);
    const source = { mails: this.mails, subscribe: this.#subscribe, end: this.#end.signal };
    const arrived = await waitForNth(source, expectations, wait).catch((error: unknown) => {
      throw error instanceof CatcherError ? fromCaller(new CatcherError(error.message, error.code)) : error;
    });
    if (arrived) return arrived;
    const problem = waitedInVain("mail arrived", wait, listOf("mails", this.mails), expectations);
    throw fromCaller(new CatcherError(`${problem}${fakedTimers()}`, "no_mail"));
  };

  /** Ends every wait, and refuses the next. */
  close(): void {
    this.#end.abort(new CatcherError("The catcher was stopped: no mail can arrive any more.", "stopped"));
  }

  readonly #subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #add(mail: CaughtMail): void {
    this.mails.push(mail);
    for (const listener of this.#listeners) listener(mail);
    if (this.mails.length > this.#keep) this.mails.splice(0, this.mails.length - this.#keep);
    try {
      this.#onMail(mail);
    } catch (error) {
      // The mail was caught all the same: the bug is the listener's, not the sender's.
      void Promise.reject(error);
    }
  }
}

/** The server shares the process with the test, and cannot answer while its timers stand still. */
function fakedTimers(): string {
  return areTimersFaked()
    ? '\n\nThe timers of this process are faked, those of the catcher too; vi.useFakeTimers({ toFake: ["Date"] }) leaves them alone.'
    : "";
}
