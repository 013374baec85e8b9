import { type Connection, connect } from "./connection.ts";
import { LinkError } from "./reply-reader.ts";
import type { SmtpServer } from "./smtp-options.ts";
import { type Mail, type Outcome, transact } from "./transaction.ts";

/** How long a server may take to answer QUIT; the messages are through by then. */
const QUIT_MS = 2000;

/** A session with an SMTP server, connected anew when it was lost. */
export class SmtpSession {
  readonly #server: SmtpServer;
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
   * Sends one message. A kept connection that the server has ended meanwhile is replaced.
   *
   * @throws DeliveryError if no connection can be had
   */
  async send(mail: Mail, signal?: AbortSignal): Promise<Outcome> {
    const kept = this.#connection;
    await this.connect(signal);
    const outcome = await this.#transact(mail, signal);
    const isStale = kept !== undefined && kept === this.#connection && kept.replies.failure?.fault === "closed";
    if (!isStale || signal?.aborted || outcome.error?.outcome !== "refused" || outcome.error.stage === "body")
      return outcome;
    await this.connect(signal);
    return this.#transact(mail, signal);
  }

  async #transact(mail: Mail, signal?: AbortSignal): Promise<Outcome> {
    const connection = this.#connection;
    if (!connection) throw new Error("A message was sent before a connection was made.");
    const abort = (): void => connection.replies.fail(new LinkError("The delivery was aborted", "closed"));
    return whileListening(signal, abort, () => transact(connection, mail, this.#server.timeoutMs));
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
