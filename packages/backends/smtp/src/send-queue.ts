import { DeliveryError } from "@posthorn/core";
import type { Connection } from "./connection.ts";
import type { Mail } from "./envelope-commands.ts";
import { LinkError } from "./reply-reader.ts";
import type { SmtpSession } from "./smtp-session.ts";
import { type Outcome, Transaction } from "./transaction.ts";

const ABORTED = "the delivery was aborted before the message's turn came";

/** A message that waits for its turn, or is on its way. */
interface Job {
  readonly mail: Mail;
  readonly signal: AbortSignal | undefined;
  /** Whether a connection was lost under it before its body, so that it is tried on another, once. */
  wasCutOff: boolean;
  /** Whether its caller has been told what became of it. */
  isSettled: boolean;
  resolve(outcome: Outcome): void;
  reject(error: unknown): void;
}

/** A message whose turn has come, or whose envelope is written behind the one before it. */
interface Begun {
  readonly job: Job;
  readonly connection: Connection;
  readonly transaction: Transaction;
}

/** Messages that go out one after the other over a session, those of concurrent calls too. */
export class SendQueue {
  readonly #session: SmtpSession;
  readonly #timeoutMs: number | undefined;
  readonly #jobs: Job[] = [];
  #isSending = false;
  /** The message that is on its way. */
  #current: Begun | undefined;

  /** @param timeoutMs - how long each reply and content that streams may take, if not as long as a server may want */
  constructor(session: SmtpSession, timeoutMs: number | undefined) {
    this.#session = session;
    this.#timeoutMs = timeoutMs;
  }

  /**
   * Sends a message, behind those that were given before. A connection that the server has ended meanwhile is replaced.
   *
   * @throws DeliveryError if no connection can be had, or the signal is aborted before the message's turn; what reading the
   *   content throws
   */
  send(mail: Mail, signal?: AbortSignal): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const abort = (): void => this.#abort(job);
      const settle = (tell: () => void): void => {
        if (job.isSettled) return;
        job.isSettled = true;
        signal?.removeEventListener("abort", abort);
        tell();
      };
      const job: Job = {
        mail,
        signal,
        wasCutOff: false,
        isSettled: false,
        resolve: (outcome) => settle(() => resolve(outcome)),
        reject: (error) => settle(() => reject(error)),
      };
      if (signal?.aborted) return job.reject(notAttempted(ABORTED));
      signal?.addEventListener("abort", abort);
      this.#jobs.push(job);
      if (!this.#isSending) void this.#sendAll();
    });
  }

  /** A message that is on its way has its connection dropped; another is not sent, and nothing of it is. */
  #abort(job: Job): void {
    const current = this.#current;
    if (current?.job === job) current.connection.replies.fail(new LinkError("The delivery was aborted", "closed"));
    else job.reject(notAttempted(ABORTED));
  }

  async #sendAll(): Promise<void> {
    this.#isSending = true;
    try {
      let begun: Begun | undefined;
      while (begun || this.#jobs.length > 0) {
        begun ??= await this.#begin();
        if (begun) begun = await this.#finish(begun);
      }
    } catch (error) {
      // A bug must not leave anybody waiting.
      for (const { reject } of this.#jobs.splice(0)) reject(error);
    } finally {
      this.#isSending = false;
    }
  }

  /** The next message, on a connection; undefined if it cannot be sent, which its caller has been told. */
  async #begin(): Promise<Begun | undefined> {
    while (this.#jobs[0]?.isSettled) this.#jobs.shift();
    const [job] = this.#jobs;
    if (!job) return undefined;
    try {
      await this.#session.connect(job.signal);
    } catch (error) {
      this.#jobs.shift();
      job.reject(error);
      const reason = "no connection could be had at a message before it";
      if (!job.signal?.aborted) for (const other of this.#jobs.splice(0)) other.reject(notAttempted(reason, error));
      return undefined;
    }
    const { connection } = this.#session;
    const begun = connection && this.#take(connection);
    if (begun && isPipelined(begun.connection)) begun.connection.socket.write(begun.transaction.pipelined());
    return begun;
  }

  /** Takes the next message that the server takes as it is; the others' callers are told. */
  #take(connection: Connection): Begun | undefined {
    for (let job = this.#jobs.shift(); job; job = this.#jobs.shift()) {
      if (job.isSettled) continue;
      try {
        return { job, connection, transaction: new Transaction(connection, job.mail, this.#timeoutMs) };
      } catch (error) {
        job.reject(error);
      }
    }
    return undefined;
  }

  /** Sends a message to its end, and answers the one whose envelope was written behind it. */
  async #finish(begun: Begun): Promise<Begun | undefined> {
    const { job, connection, transaction } = begun;
    const { replies } = connection;
    // Its envelope is written, and the server waits for a body that nobody wants to send any more.
    if (job.isSettled) replies.fail(new LinkError("The delivery was aborted", "closed"));
    let next: Begun | undefined;
    const envelopeOfNext = (): string => {
      next = isPipelined(connection) ? this.#take(connection) : undefined;
      return next?.transaction.pipelined() ?? "";
    };
    this.#current = begun;
    try {
      const outcome = await transaction.send(envelopeOfNext);
      if (!isCutOff(begun)) job.resolve(outcome);
    } catch (error) {
      if (!(error instanceof LinkError)) job.reject(error);
      else if (!isCutOff(begun)) job.resolve(transaction.lost(error));
    }
    this.#current = undefined;
    if (!replies.failure) return next;
    if (next) this.#jobs.unshift(next.job);
    if (!job.isSettled) this.#jobs.unshift(job);
    return undefined;
  }
}

/** Whether a server that hung up before the body is to be tried once more: nothing is in doubt. */
function isCutOff({ job, connection, transaction }: Begun): boolean {
  const isClosed = connection.replies.failure?.fault === "closed";
  const isRetried = isClosed && transaction.isUntouched && !job.wasCutOff && !job.signal?.aborted;
  if (isRetried) job.wasCutOff = true;
  return isRetried;
}

/** Whether the server reads commands that were sent before it answered others (RFC 2920). */
function isPipelined({ extensions }: Connection): boolean {
  return extensions.has("PIPELINING");
}

function notAttempted(reason: string, cause?: unknown): DeliveryError {
  return new DeliveryError(`Not attempted, since ${reason}.`, {
    code: "not_attempted",
    stage: "not-attempted",
    retryable: true,
    cause,
  });
}
