import { type Connection, connect } from "./connection.ts";
import { LinkError } from "./reply-reader.ts";
import type { SmtpServer } from "./smtp-options.ts";

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

  /** The connection that was made last, if the session was not ended. */
  get connection(): Connection | undefined {
    return this.#connection;
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
