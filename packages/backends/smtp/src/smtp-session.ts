import { DeliveryError } from "@posthorn/core";
import { type Connection, connect } from "./connection.ts";
import type { Mail } from "./envelope-commands.ts";
import { LinkError } from "./reply-reader.ts";
import type { SmtpServer } from "./smtp-options.ts";
import { type Outcome, Transaction } from "./transaction.ts";

/** How long a server may take to answer QUIT; the messages are through by then. */
const QUIT_MS = 2000;
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
  readonly transaction: Transaction;
}

/** A session with an SMTP server, connected anew when it was lost. It sends one message after the other. */
export class SmtpSession {
  readonly #server: SmtpServer;
  readonly #jobs: Job[] = [];
  #isSending = false;
  /** The message that is on its way. */
  #current: Job | undefined;
  #connection: Connection | undefined;
  #connecting: { readonly controller: AbortController; readonly done: Promise<void> } | undefined;

  constructor(server: SmtpServer) {
    this.#server = server;
  }

  /**
   * Connects, secures and authenticates, unless that was done already and the connection lives.
   *
   * @throws DeliveryError
   */
  async connect(signal?: AbortSignal): Promise<void> {
    while (this.#connecting) {
      // Whoever is at it may give up by a signal of its own; then it is this one's turn.
      await this.#connecting.done.catch(() => undefined);
    }
    if (this.#connection && !this.#connection.replies.failure) return;
    const { controller, done } = this.#open();
    await whileListening(
      signal,
      () => controller.abort(),
      () => done,
    );
  }

  #open(): { readonly controller: AbortController; readonly done: Promise<void> } {
    const controller = new AbortController();
    const done = connect(this.#server, controller.signal)
      .then((connection) => {
        this.#connection = connection;
      })
      .finally(() => {
        this.#connecting = undefined;
      });
    this.#connecting = { controller, done };
    return this.#connecting;
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

  /** Ends the session, if there is one. Never throws; an aborted signal spares the server's answer. */
  async quit(signal?: AbortSignal): Promise<void> {
    this.#connecting?.controller.abort();
    const connection = this.#connection;
    this.#connection = undefined;
    if (!connection) return;
    const { socket, replies } = connection;
    if (!replies.failure) {
      socket.write("QUIT\r\n");
      const abort = (): void => replies.fail(new LinkError("The delivery was aborted", "closed"));
      await whileListening(signal, abort, () => replies.next(QUIT_MS).catch(() => undefined));
    }
    socket.destroy();
  }

  /** A message that is on its way has its connection dropped; another is not sent, and nothing of it is. */
  #abort(job: Job): void {
    if (this.#current === job) this.#connection?.replies.fail(new LinkError("The delivery was aborted", "closed"));
    else job.reject(notAttempted(ABORTED));
  }

  async #sendAll(): Promise<void> {
    this.#isSending = true;
    let begun: Begun | undefined;
    while (begun || this.#jobs.length > 0) {
      begun ??= await this.#begin();
      if (begun) begun = await this.#finish(begun);
    }
    this.#isSending = false;
  }

  /** The next message, on a connection; undefined if it cannot be sent, which its caller has been told. */
  async #begin(): Promise<Begun | undefined> {
    const [job] = this.#jobs;
    try {
      if (job && !job.isSettled) await this.connect(job.signal);
    } catch (error) {
      this.#jobs.shift()?.reject(job?.signal?.aborted ? notAttempted(ABORTED) : error);
      if (!job?.signal?.aborted)
        for (const other of this.#jobs.splice(0))
          other.reject(notAttempted("no connection could be had at a message before it", error));
      return undefined;
    }
    const begun = this.#take();
    if (begun && this.#connection && isPipelined(this.#connection))
      this.#connection.socket.write(begun.transaction.pipelined());
    return begun;
  }

  /** Takes the next message that the server takes as it is; the others' callers are told. */
  #take(): Begun | undefined {
    for (;;) {
      const connection = this.#connection;
      const job = this.#jobs.shift();
      if (!job || !connection) return undefined;
      if (job.isSettled) continue;
      try {
        return { job, transaction: new Transaction(connection, job.mail, this.#server.timeoutMs) };
      } catch (error) {
        job.reject(error);
      }
    }
  }

  /** Sends a message to its end, and answers the one whose envelope was written behind it. */
  async #finish({ job, transaction }: Begun): Promise<Begun | undefined> {
    const connection = this.#connection;
    if (!connection) throw new Error("A message was sent before a connection was made.");
    const { replies } = connection;
    // Its envelope is written, and the server waits for a body that nobody wants to send any more.
    if (job.isSettled) replies.fail(new LinkError("The delivery was aborted", "closed"));
    let next: Begun | undefined;
    const envelopeOfNext = (): string => {
      next = isPipelined(connection) ? this.#take() : undefined;
      return next?.transaction.pipelined() ?? "";
    };
    this.#current = job;
    try {
      const outcome = await transaction.send(envelopeOfNext);
      if (!this.#isCutOff(job, transaction, connection)) job.resolve(outcome);
    } catch (error) {
      if (!(error instanceof LinkError)) job.reject(error);
      else if (!this.#isCutOff(job, transaction, connection)) job.resolve(transaction.lost(error));
    }
    this.#current = undefined;
    if (!replies.failure) return next;
    if (next) this.#jobs.unshift(next.job);
    if (!job.isSettled) this.#jobs.unshift(job);
    return undefined;
  }

  /** Whether a server that hung up before the body is to be tried once more: nothing is in doubt. */
  #isCutOff(job: Job, { isUntouched }: Transaction, { replies }: Connection): boolean {
    const isRetried = isUntouched && replies.failure?.fault === "closed" && !job.wasCutOff && !job.signal?.aborted;
    if (isRetried) job.wasCutOff = true;
    return isRetried;
  }
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

/** What `action` resolves with; `onAbort` runs if the signal is aborted before. */
async function whileListening<Result>(
  signal: AbortSignal | undefined,
  onAbort: () => void,
  action: () => Promise<Result>,
): Promise<Result> {
  const done = action();
  if (signal?.aborted) onAbort();
  signal?.addEventListener("abort", onAbort);
  try {
    return await done;
  } finally {
    signal?.removeEventListener("abort", onAbort);
  }
}
