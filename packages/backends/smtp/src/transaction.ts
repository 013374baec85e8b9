import {
  DeliveryError,
  type DeliveryErrorCode,
  DeliveryUnknownError,
  type InvalidMessageError,
  type RecipientDelivery,
} from "@posthorn/core";
import { writeBody } from "./body.ts";
import type { Connection } from "./connection.ts";
import { envelopeCommands, type Mail } from "./envelope-commands.ts";
import { LinkError, type Reply } from "./reply-reader.ts";

/** What became of one message. */
export interface Outcome {
  readonly recipients: readonly RecipientDelivery[];
  readonly error?: DeliveryError | InvalidMessageError;
}

/** RFC 5321, 4.5.3.2, of which 4.5.3.2.1 to 4.5.3.2.3 ask for this much, and 4.5.3.2.6 for twice of it. */
const REPLY_MS = 300_000;
/** How long content may keep a server waiting: less than the 5 minutes that one waits at least (RFC 5321, 4.5.3.2.7). */
const CONTENT_MS = 270_000;

/** What of the envelope was taken. */
interface Recipients {
  readonly taken: readonly string[];
  readonly refused: readonly RecipientDelivery[];
}

const NONE: Recipients = { taken: [], refused: [] };

/**
 * The transaction of one message (RFC 5321, 3.3). Until the final dot is written nothing is in doubt; after it, only a
 * reply tells. Where the server takes PIPELINING, the envelope goes out at once, and with the final dot of the message
 * before it (RFC 2920, 3.1).
 */
export class Transaction {
  readonly #connection: Connection;
  readonly #mail: Mail;
  readonly #givenMs: number | undefined;
  readonly #commands: readonly string[];
  /** Those to the commands that were sent already. */
  #replies: readonly Promise<Reply>[] = [];
  #stage: "mail" | "rcpt" | "data" | "body" | "dot" = "mail";

  /**
   * @param givenMs - how long each reply and content that streams may take, if not as long as a server may want
   * @throws UnsupportedFeatureError, or DeliveryError for a message over the server's limit
   */
  constructor(connection: Connection, mail: Mail, givenMs?: number) {
    this.#connection = connection;
    this.#mail = mail;
    this.#givenMs = givenMs;
    this.#commands = envelopeCommands(connection, mail);
  }

  /** Whether nothing of the body was written, so that the message can go out on another connection. */
  get isUntouched(): boolean {
    return this.#stage !== "body" && this.#stage !== "dot";
  }

  /** The whole envelope, for a server with PIPELINING: whoever asks writes it at once. */
  pipelined(): string {
    this.#replies = this.#commands.map(() => this.#next(this.#timeoutMs));
    return `${this.#commands.join("\r\n")}\r\n`;
  }

  /**
   * Sends the message. Afterwards the connection is ready for the next one, or it is dropped.
   *
   * @param next - the envelope of the message behind it, which is written with what ends this one; empty for none
   * @throws LinkError once the connection is of no more use; what reading the content throws, which drops the connection
   */
  async send(next: () => string): Promise<Outcome> {
    const { envelope } = this.#mail;
    const sender = await this.#reply(0);
    if (!isPositive(sender)) return this.#refused(sender, "sender_refused", "the sender", NONE, next);
    this.#stage = "rcpt";
    const taken: string[] = [];
    const refused: RecipientDelivery[] = [];
    let denial: Reply | undefined;
    for (const [index, address] of envelope.to.entries()) {
      const reply = await this.#reply(index + 1);
      if (isPositive(reply)) taken.push(address);
      else {
        refused.push({ address, outcome: "refused", code: reply.code, response: reply.text });
        // A recipient who may be taken later makes the message worth another try.
        if (denial === undefined || (denial.code >= 500 && reply.code < 500)) denial = reply;
      }
    }
    const recipients = { taken, refused };
    if (taken.length === 0 && denial)
      return this.#refused(denial, "recipients_refused", "every recipient", recipients, next);
    this.#stage = "data";
    const go = await this.#reply(envelope.to.length + 1);
    if (go.code !== 354) return this.#refused(go, "message_refused", "the message", recipients, next);
    this.#stage = "body";
    const answer = await this.#body(next);
    if (!isPositive(answer)) return this.#refused(answer, "message_refused", "the message", recipients, next);
    const { code, text: response } = answer;
    return {
      recipients: [...taken.map((address) => ({ address, outcome: "accepted" as const, code, response })), ...refused],
    };
  }

  /** What became of the message when the connection was lost, by what had been written. */
  lost(error: LinkError): Outcome {
    const { fault, reply, message } = error;
    const stage = this.#stage;
    if (stage === "dot") {
      const text = `The message was handed over and no answer came, so the SMTP server may have taken it: ${message}. Sending it again may deliver it twice.`;
      return { recipients: [], error: new DeliveryUnknownError(text, { stage: "body", cause: error }) };
    }
    if (reply && reply.code >= 400) {
      const text = `The SMTP server refused the message: ${reply.text}`;
      const details = { code: "message_refused", stage, response: reply.text, cause: error } as const;
      return { recipients: [], error: new DeliveryError(text, { ...details, retryable: reply.code < 500 }) };
    }
    const text = `The connection to the SMTP server failed before the message was complete: ${message}.`;
    const code = fault === "closed" ? "connection" : fault;
    return { recipients: [], error: new DeliveryError(text, { code, stage, retryable: true, cause: error }) };
  }

  get #timeoutMs(): number {
    return this.#givenMs ?? REPLY_MS;
  }

  /** The reply to a command of the envelope, which was sent before, or is sent now. */
  #reply(index: number): Promise<Reply> {
    return this.#replies[index] ?? this.#ask(this.#commands[index] ?? "");
  }

  #ask(line: string): Promise<Reply> {
    const reply = this.#next(this.#timeoutMs);
    this.#connection.socket.write(`${line}\r\n`);
    return reply;
  }

  #next(timeoutMs: number): Promise<Reply> {
    const reply = this.#connection.replies.next(timeoutMs);
    // A connection that is lost fails all that were asked for; who waits for the first of them is told.
    reply.catch(() => undefined);
    return reply;
  }

  /** Writes the body, and answers the reply to its final dot. */
  async #body(next: () => string): Promise<Reply> {
    const { replies } = this.#connection;
    let answer: Promise<Reply> | undefined;
    const end = (): string => {
      this.#stage = "dot";
      answer = this.#next(2 * this.#timeoutMs);
      return next();
    };
    try {
      const limits = { timeoutMs: this.#timeoutMs, contentMs: this.#givenMs ?? CONTENT_MS };
      await writeBody(this.#connection, this.#mail.mime, limits, end);
    } catch (error) {
      // A body that was begun and cannot be read to its end has no other end than that of the connection.
      if (!(error instanceof LinkError)) replies.fail(new LinkError("The message could not be read", "closed"));
      throw error;
    }
    if (!answer) throw new Error("The body of a message was written without its end.");
    return answer;
  }

  /** The outcome of a negative reply; a reply that is neither is out of step, and drops the connection. */
  async #refused(
    reply: Reply,
    code: DeliveryErrorCode,
    what: string,
    { taken, refused }: Recipients,
    next: () => string,
  ): Promise<Outcome> {
    const { replies } = this.#connection;
    const { text: response } = reply;
    const stage = this.#stage;
    if (reply.code < 400) {
      const fault = new LinkError(`The server answered ${stage} with ${response}`, "protocol");
      replies.fail(fault);
      throw fault;
    }
    if (reply.code === 421) replies.fail(new LinkError("The server is shutting down", "closed"));
    else if (stage !== "dot") await this.#leave(next);
    // RFC 4954, 6: a server that wants a login first says 530.
    const advice =
      reply.code === 530
        ? ". It wants a login: set username and password, or EMAIL_HOST_USER and EMAIL_HOST_PASSWORD."
        : "";
    const error = new DeliveryError(`The SMTP server refused ${what}: ${response}${advice}`, {
      code: reply.code === 421 ? "connection" : reply.code === 530 ? "authentication" : code,
      stage: stage === "dot" ? "body" : stage,
      retryable: reply.code < 500,
      response,
    });
    const rest = taken.map((address) => ({ address, outcome: "refused" as const, code: reply.code, response }));
    return { recipients: [...rest, ...refused], error };
  }

  /** Ends a transaction that was refused before its body, and writes what comes next. */
  async #leave(next: () => string): Promise<void> {
    const { socket } = this.#connection;
    // What was sent behind the command that was refused has replies, too.
    const go = this.#stage === "data" ? undefined : await this.#replies.at(-1)?.catch(() => undefined);
    // RFC 2920, 3.1: a server may ask for a message that has no recipient; it gets one without content.
    if (go?.code === 354) await this.#ask(".").catch(() => undefined);
    // RFC 5321, 4.1.1.5: a transaction that failed halfway stays open, and the next MAIL would be out of sequence.
    const isOpen = this.#stage !== "mail" && go?.code !== 354;
    if (isOpen) this.#next(this.#timeoutMs);
    const envelope = next();
    if (isOpen || envelope !== "") socket.write(`${isOpen ? "RSET\r\n" : ""}${envelope}`);
  }
}

function isPositive({ code }: Reply): boolean {
  return code >= 200 && code < 300;
}
