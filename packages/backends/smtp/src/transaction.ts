import {
  DeliveryError,
  type DeliveryErrorCode,
  DeliveryUnknownError,
  type Outgoing,
  type RecipientDelivery,
  UnsupportedFeatureError,
} from "@posthorn/core";
import { writeBody } from "./body.ts";
import type { Connection } from "./connection.ts";
import { LinkError, type Reply } from "./reply-reader.ts";

/** What became of one message. */
export type Outcome =
  | { readonly recipients: readonly RecipientDelivery[]; readonly error?: undefined }
  | { readonly recipients: readonly RecipientDelivery[]; readonly error: DeliveryError };

/** RFC 5321, 4.5.3.2, of which 4.5.3.2.1 to 4.5.3.2.3 ask for this much, and 4.5.3.2.6 for twice of it. */
const REPLY_MS = 300_000;
/** How long content may keep a server waiting: less than the 5 minutes that one waits at least (RFC 5321, 4.5.3.2.7). */
const CONTENT_MS = 270_000;

/** A message as it is sent. */
export type Mail = Pick<Outgoing, "envelope" | "mime">;

/**
 * Sends one message (RFC 5321, 3.3), a command at a time. Afterwards the connection is ready for the next message, or it
 * is dropped: until the final dot is written nothing is in doubt; after it, only a reply tells.
 *
 * @param givenMs - how long each reply and content that streams may take, if not as long as a server may want
 * @throws UnsupportedFeatureError, or DeliveryError for a message over the server's limit, before anything is sent; what
 *   reading the content throws, which drops the connection
 */
export async function transact(connection: Connection, { envelope, mime }: Mail, givenMs?: number): Promise<Outcome> {
  const { socket, replies } = connection;
  const timeoutMs = givenMs ?? REPLY_MS;
  const mail = `MAIL FROM:<${envelope.from}>${mailParameters(connection, { envelope, mime })}`;
  const ask = (line: string): Promise<Reply> => {
    socket.write(`${line}\r\n`);
    return replies.next(timeoutMs);
  };
  const refused: RecipientDelivery[] = [];
  const denials: Reply[] = [];
  const taken: string[] = [];
  let stage = "mail";
  // nodemailer's own timer for an idle socket would blame the server for whatever takes its time. Each wait has a deadline.
  const idleMs = socket.timeout ?? 0;
  socket.setTimeout(0);
  try {
    const sender = await ask(mail);
    if (!isPositive(sender)) return await refusal(sender, "sender_refused", "the sender");
    stage = "rcpt";
    for (const address of envelope.to) {
      const reply = await ask(`RCPT TO:<${address}>`);
      if (isPositive(reply)) taken.push(address);
      else {
        denials.push(reply);
        refused.push({ address, outcome: "refused", code: reply.code, response: reply.text });
      }
    }
    // A recipient who may be taken later makes the message worth another try.
    const denial = denials.find(({ code }) => code < 500) ?? denials[0];
    if (taken.length === 0 && denial) return await refusal(denial, "recipients_refused", "every recipient");
    stage = "data";
    const go = await ask("DATA");
    if (go.code !== 354) return await refusal(go, "message_refused", "the message");
    stage = "body";
    await writeBody(connection, mime, timeoutMs, givenMs ?? CONTENT_MS);
    stage = "dot";
    const answer = await replies.next(2 * timeoutMs);
    if (!isPositive(answer)) return await refusal(answer, "message_refused", "the message");
    const accepted = taken.map((address) => ({
      address,
      outcome: "accepted" as const,
      code: answer.code,
      response: answer.text,
    }));
    return { recipients: [...accepted, ...refused] };
  } catch (error) {
    if (error instanceof LinkError) return { recipients: [], error: lost(error, stage) };
    // Content that cannot be read to its end: a body that was begun has no other end than that of the connection.
    replies.fail(new LinkError("The message could not be read", "closed"));
    throw error;
  } finally {
    socket.setTimeout(idleMs);
  }

  /** The outcome of a negative reply; a reply that is neither is out of step, and drops the connection. */
  async function refusal(reply: Reply, code: DeliveryErrorCode, what: string): Promise<Outcome> {
    const { text: response } = reply;
    if (reply.code < 400) {
      const fault = new LinkError(`The server answered ${stage} with ${response}`, "protocol");
      replies.fail(fault);
      throw fault;
    }
    if (reply.code === 421) replies.fail(new LinkError("The server is shutting down", "closed"));
    // RFC 5321, 4.1.1.5: a transaction that failed halfway stays open, and the next MAIL would be out of sequence.
    else if (stage === "rcpt" || stage === "data") await ask("RSET").catch(() => undefined);
    // RFC 4954, 6: a server that wants a login first says 530.
    const advice =
      reply.code === 530
        ? " It wants a login: set username and password, or EMAIL_HOST_USER and EMAIL_HOST_PASSWORD."
        : "";
    const error = new DeliveryError(`The SMTP server refused ${what}: ${response}${advice && `.${advice}`}`, {
      code: reply.code === 421 ? "connection" : reply.code === 530 ? "authentication" : code,
      stage: stage === "dot" ? "body" : stage,
      retryable: reply.code < 500,
      response,
    });
    const rest = taken.map((address) => ({ address, outcome: "refused" as const, code: reply.code, response }));
    return { recipients: [...rest, ...refused], error };
  }
}

function isPositive({ code }: Reply): boolean {
  return code >= 200 && code < 300;
}

/** The parameters of MAIL (RFC 1870, RFC 6152, RFC 6531). */
function mailParameters({ extensions }: Connection, { envelope, mime }: Mail): string {
  const { from, to, smtpUtf8 } = envelope;
  const { size, is8bit } = mime;
  const limit = Number(extensions.get("SIZE") || 0);
  if (size !== undefined && limit > 0 && size > limit) {
    const text = `The message has ${size} octets; the SMTP server takes at most ${limit} (RFC 1870).`;
    throw new DeliveryError(text, { code: "message_refused", stage: "mail", retryable: false });
  }
  if (smtpUtf8 && !(extensions.has("SMTPUTF8") && extensions.has("8BITMIME"))) {
    const address = [from, ...to].find((candidate) => /[^\0-\x7f]/.test(candidate));
    const what =
      address === undefined
        ? "A header or a message/global within is beyond ASCII"
        : `The address ${address} has non-ASCII characters before its @`;
    throw new UnsupportedFeatureError(`${what}, which needs SMTPUTF8 (RFC 6531); the SMTP server does not offer it.`);
  }
  if (is8bit && !extensions.has("8BITMIME")) {
    throw new UnsupportedFeatureError(
      "The message holds one that is not ASCII and is never encoded (RFC 2046, 5.2.1), which needs 8BITMIME (RFC 6152); the SMTP server does not offer it.",
    );
  }
  const octets = size !== undefined && extensions.has("SIZE") ? ` SIZE=${size}` : "";
  return `${octets}${is8bit || smtpUtf8 ? " BODY=8BITMIME" : ""}${smtpUtf8 ? " SMTPUTF8" : ""}`;
}

/** The error for a connection that was lost, by what had been written. */
function lost(error: LinkError, stage: string): DeliveryError {
  const { fault, reply, message } = error;
  if (stage === "dot") {
    return new DeliveryUnknownError(
      `The message was handed over and no answer came, so the SMTP server may have taken it: ${message}. Sending it again may deliver it twice.`,
      { stage: "body", cause: error },
    );
  }
  if (reply && reply.code >= 400) {
    const retryable = reply.code < 500;
    const text = `The SMTP server refused the message: ${reply.text}`;
    return new DeliveryError(text, { code: "message_refused", stage, retryable, response: reply.text, cause: error });
  }
  return new DeliveryError(`The connection to the SMTP server failed before the message was complete: ${message}.`, {
    code: fault === "closed" ? "connection" : fault,
    stage,
    retryable: true,
    cause: error,
  });
}
