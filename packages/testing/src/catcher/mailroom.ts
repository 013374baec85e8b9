import { checkOptions } from "@posthorn/core";
import { describe } from "../describe.ts";
import { CatcherError } from "./catcher-error.ts";
import { type CaughtMail, caughtMail, type Transaction } from "./caught-mail.ts";
import { describeCriteria, type MailCriteria, predicateOf } from "./mail-criteria.ts";

/** How long a mail is waited for. */
export interface WaitOptions {
  /** In milliseconds, of the real clock also where a test fakes the timers. @defaultValue 5000 */
  readonly timeoutMs?: number;
}

interface Waiting {
  readonly accepts: (mail: CaughtMail) => boolean;
  readonly resolve: (mail: CaughtMail) => void;
  readonly reject: (error: Error) => void;
}

// A test that fakes the timers has not faked these.
const { clearTimeout, setTimeout } = globalThis;

/** The mails that arrived, and who waits for one. */
export class Mailroom {
  readonly mails: CaughtMail[] = [];
  readonly #keep: number;
  readonly #onMail: (mail: CaughtMail) => void;
  readonly #waiting = new Set<Waiting>();
  #latest: Promise<void> = Promise.resolve();

  constructor(keep: number, onMail: (mail: CaughtMail) => void) {
    this.#keep = keep;
    this.#onMail = onMail;
  }

  /** Keeps a mail, behind all that arrived before it, however long those take to read. */
  take(source: Uint8Array, transaction: Transaction): Promise<void> {
    const reading = caughtMail(source, transaction);
    this.#latest = this.#latest.then(async () => this.#add(await reading));
    return this.#latest;
  }

  /** @throws TypeError for criteria or options that are none; CatcherError if it does not arrive in time */
  async waitFor(criteria: MailCriteria | ((mail: CaughtMail) => boolean), options: WaitOptions): Promise<CaughtMail> {
    const accepts = predicateOf(criteria);
    checkOptions("waitForMail()", options, ["timeoutMs"], { timeout: "timeoutMs is in milliseconds." });
    const { timeoutMs = 5000 } = options;
    if (typeof timeoutMs !== "number" || !(timeoutMs >= 0 && timeoutMs <= 0x7fff_ffff))
      throw new TypeError(
        `timeoutMs must be a number of milliseconds from 0 to 2147483647; got ${describe(timeoutMs)}.`,
      );
    const arrived = this.mails.find(accepts);
    if (arrived !== undefined) return arrived;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(waiting);
        const missing = `${describeCriteria(criteria)} arrived within ${timeoutMs} ms.`;
        reject(new CatcherError(`${missing} ${this.#arrived()}${fakedTimers()}`, "no_mail"));
      }, timeoutMs);
      const settle =
        <T>(settled: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer);
          this.#waiting.delete(waiting);
          settled(value);
        };
      const waiting: Waiting = { accepts, resolve: settle(resolve), reject: settle(reject) };
      this.#waiting.add(waiting);
    });
  }

  /** Ends every wait. */
  close(): void {
    for (const { reject } of this.#waiting)
      reject(new CatcherError("The catcher was stopped while a mail was waited for.", "stopped"));
  }

  #add(mail: CaughtMail): void {
    this.mails.push(mail);
    for (const waiting of this.#waiting) this.#offer(mail, waiting);
    if (this.mails.length > this.#keep) this.mails.splice(0, this.mails.length - this.#keep);
    try {
      this.#onMail(mail);
    } catch (error) {
      // The mail was caught all the same: the bug is the listener's, not the sender's.
      void Promise.reject(error);
    }
  }

  #offer(mail: CaughtMail, { accepts, resolve, reject }: Waiting): void {
    try {
      if (accepts(mail)) resolve(mail);
    } catch (error) {
      reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #arrived(): string {
    if (this.mails.length === 0) return "Nothing arrived.";
    const lines = this.mails.map(
      ({ subject, envelope }, index) =>
        `\n  ${index + 1}. ${describe(subject)} from ${envelope.from || "<>"} to ${envelope.to.join(", ")}`,
    );
    return `What arrived:${lines.join("")}`;
  }
}

/** The server shares the process with the test, and cannot answer while its timers stand still. */
function fakedTimers(): string {
  return globalThis.setTimeout === setTimeout
    ? ""
    : '\nThe timers of this process are faked, those of the catcher too; vi.useFakeTimers({ toFake: ["Date"] }) leaves them alone.';
}
