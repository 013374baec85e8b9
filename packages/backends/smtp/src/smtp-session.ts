import { Readable } from "node:stream";
import { DeliveryError, type Envelope, type RecipientDelivery } from "@posthorn/core";
import SMTPConnection, { type SMTPError } from "nodemailer/lib/smtp-connection";
import { connectionError, type Progress, recipientRefusals, transactionError } from "./delivery-error.ts";
import { redact, redactError } from "./redact.ts";
import { settle } from "./settle.ts";

/** Where and how to connect. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password: string;
  readonly useTls: boolean;
  readonly useSsl: boolean;
  readonly allowInsecureAuth: boolean;
  readonly timeoutMs?: number;
}

/** What a server answered to a message that it took. */
export interface Acceptance {
  /** The reply to the final dot. */
  readonly response: string;
  /** The recipients that were refused, though others were accepted. */
  readonly refused: readonly RecipientDelivery[];
}

/** How long a server may take to answer QUIT; the messages are through by then. */
const QUIT_MS = 2000;
/** The body goes out in pieces, so that a connection lost halfway is known to have been lost before the final dot. */
const PIECE_OCTETS = 65_536;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i;

/** A session with an SMTP server, connected anew when it was lost. */
export class SmtpSession {
  readonly #server: SmtpServer;
  #connection: SMTPConnection | undefined;
  #connecting: { readonly connection: SMTPConnection; readonly done: Promise<void> } | undefined;

  constructor(server: SmtpServer) {
    this.#server = server;
  }

  /**
   * Connects, secures and authenticates, unless that was done already.
   *
   * @throws DeliveryError
   */
  async connect(signal?: AbortSignal): Promise<void> {
    if (this.#connection) return;
    this.#connecting ??= this.#open();
    const { connection, done } = this.#connecting;
    const abort = (): void => connection.close();
    if (signal?.aborted) abort();
    signal?.addEventListener("abort", abort);
    try {
      await done;
    } finally {
      signal?.removeEventListener("abort", abort);
    }
  }

  #open(): { readonly connection: SMTPConnection; readonly done: Promise<void> } {
    const { host, port, useTls, useSsl, timeoutMs } = this.#server;
    const connection = new SMTPConnection({
      host,
      port,
      secure: useSsl,
      requireTLS: useTls,
      ignoreTLS: !useTls,
      ...(timeoutMs === undefined
        ? {}
        : { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs }),
    });
    // A server may end an idle session; the next message then finds no connection and makes one.
    const forget = (): void => {
      if (this.#connection === connection) this.#connection = undefined;
    };
    connection.on("end", forget);
    connection.on("error", forget);
    return { connection, done: this.#greet(connection) };
  }

  async #greet(connection: SMTPConnection): Promise<void> {
    const { host, port, username, password, allowInsecureAuth } = this.#server;
    try {
      await settle(connection, (done) => connection.connect(done));
      if (username !== "" && password !== "") {
        if (!connection.secure && !allowInsecureAuth && !LOOPBACK.test(host)) {
          throw new DeliveryError(
            `The password is not sent to ${host}:${port} without encryption. Set useTls or useSsl; allowInsecureAuth if that server has neither.`,
            { code: "insecure_transport", stage: "auth", retryable: false },
          );
        }
        await settle(connection, (done) => connection.login({ user: username, pass: password }, done));
      }
      this.#connection = connection;
    } catch (error) {
      connection.close();
      throw error instanceof DeliveryError ? error : connectionError(this.#redacted(error), this.#server);
    } finally {
      this.#connecting = undefined;
    }
  }

  /**
   * Sends one message, which at least one recipient took.
   *
   * @throws DeliveryError, as DeliveryUnknownError if the final dot may have left and no answer came
   */
  async send({ from, to }: Envelope, bytes: Uint8Array, signal?: AbortSignal): Promise<Acceptance> {
    const connection = this.#connection;
    if (!connection) {
      throw transactionError(Object.assign(new Error("The connection was lost"), { code: "ECONNECTION" }), "before");
    }
    const body = bodyOf(bytes);
    const abort = (): void => connection.close();
    signal?.addEventListener("abort", abort);
    try {
      const info = await settle<SMTPConnection.SentMessageInfo>(connection, (done) =>
        connection.send({ from, to: [...to], size: bytes.length }, body.stream, done),
      );
      const refused = recipientRefusals(info.rejectedErrors?.map((error) => this.#redacted(error)));
      return { response: redact(info.response, this.#server), refused };
    } catch (error) {
      const failure = transactionError(this.#redacted(error), body.progress());
      if (this.#connection === connection) await this.#reset(connection);
      throw failure;
    } finally {
      signal?.removeEventListener("abort", abort);
    }
  }

  /** RFC 5321, 4.1.1.5: a transaction that failed halfway stays open, and the next MAIL would be out of sequence. */
  async #reset(connection: SMTPConnection): Promise<void> {
    try {
      await settle(connection, (done) => connection.reset(done));
    } catch {
      connection.close();
    }
  }

  /** What nodemailer threw, with every reply that it holds stripped of the credentials. */
  #redacted(error: unknown): SMTPError {
    return redactError(error instanceof Error ? error : new Error(String(error)), this.#server);
  }

  /** Ends the session, if there is one. Never throws. */
  async quit(): Promise<void> {
    this.#connecting?.connection.close();
    const connection = this.#connection;
    if (!connection) return;
    this.#connection = undefined;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, QUIT_MS);
      connection.once("end", () => {
        clearTimeout(timer);
        resolve();
      });
      connection.quit();
    });
    connection.close();
  }
}

/** The body as a stream, and how far it has gone. */
function bodyOf(bytes: Uint8Array): { readonly stream: Readable; progress(): Progress } {
  let progress: Progress = "before";
  let offset = 0;
  const stream = new Readable({
    read() {
      progress = "during";
      this.push(offset < bytes.length ? bytes.subarray(offset, offset + PIECE_OCTETS) : null);
      offset += PIECE_OCTETS;
    },
  });
  // nodemailer writes the final dot as soon as the body has ended: from here on the server may have the message.
  stream.on("end", () => {
    progress = "after";
  });
  return { stream, progress: () => progress };
}
