import { Readable } from "node:stream";
import { DeliveryError, type Envelope, type RecipientDelivery } from "@posthorn/core";
import SMTPConnection, { type SMTPError } from "nodemailer/lib/smtp-connection";
import { connectionError, recipientRefusals, transactionError } from "./delivery-error.ts";

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
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i;

/** A session with an SMTP server, connected anew when it was lost. */
export class SmtpSession {
  readonly #server: SmtpServer;
  #connection: SMTPConnection | undefined;
  #connecting: Promise<void> | undefined;

  constructor(server: SmtpServer) {
    this.#server = server;
  }

  /**
   * Connects, secures and authenticates, unless that was done already.
   *
   * @throws DeliveryError
   */
  async connect(): Promise<void> {
    if (this.#connection) return;
    this.#connecting ??= this.#open().finally(() => {
      this.#connecting = undefined;
    });
    await this.#connecting;
  }

  async #open(): Promise<void> {
    const { host, port, useTls, useSsl, username, password, allowInsecureAuth, timeoutMs } = this.#server;
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
    connection.on("end", () => this.#forget(connection));
    connection.on("error", () => this.#forget(connection));
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
    } catch (error) {
      connection.close();
      throw error instanceof DeliveryError ? error : connectionError(error as SMTPError, this.#server);
    }
    this.#connection = connection;
  }

  #forget(connection: SMTPConnection): void {
    if (this.#connection === connection) this.#connection = undefined;
  }

  /**
   * Sends one message, which at least one recipient took.
   *
   * @throws DeliveryError, as DeliveryUnknownError if the final dot may have left and no answer came
   */
  async send({ from, to }: Envelope, bytes: Uint8Array): Promise<Acceptance> {
    const connection = this.#connection;
    if (!connection)
      throw transactionError(Object.assign(new Error("The connection was lost"), { code: "ECONNECTION" }), "before");
    let progress: "before" | "during" | "after" = "before";
    const body = new Readable({
      read() {
        progress = "during";
        this.push(bytes);
        this.push(null);
      },
    });
    // nodemailer writes the final dot as soon as the body has ended: from here on the server may have the message.
    body.on("end", () => {
      progress = "after";
    });
    try {
      const info = await settle<SMTPConnection.SentMessageInfo>(connection, (done) =>
        connection.send({ from, to: [...to], size: bytes.length }, body, done),
      );
      return { response: info.response, refused: recipientRefusals(info.rejectedErrors) };
    } catch (error) {
      const failure = transactionError(error as SMTPError, progress);
      if (this.#connection === connection) await this.#reset(connection);
      throw failure;
    }
  }

  /** RFC 5321, 4.1.1.5: a transaction that failed halfway stays open, and the next MAIL would be out of sequence. */
  async #reset(connection: SMTPConnection): Promise<void> {
    try {
      await settle(connection, (done) => connection.reset(done));
    } catch {
      connection.close();
      this.#forget(connection);
    }
  }

  /** Ends the session, if there is one. Never throws. */
  async quit(): Promise<void> {
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

/** The answer of one of nodemailer's calls, or the error of the connection, which may come instead. */
function settle<Result>(
  connection: SMTPConnection,
  call: (done: (error?: Error | null, result?: Result) => void) => void,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      detach();
      reject(error);
    };
    // nodemailer ends before it answers a call with the reply 421: the answer knows more, so it goes first.
    const onEnd = (): void => {
      setImmediate(() => fail(Object.assign(new Error("The server closed the connection"), { code: "ECONNECTION" })));
    };
    const detach = (): void => {
      connection.off("error", fail);
      connection.off("end", onEnd);
    };
    connection.on("error", fail);
    connection.on("end", onEnd);
    call((error, result) => {
      if (error) return fail(error);
      detach();
      resolve(result as Result);
    });
  });
}
