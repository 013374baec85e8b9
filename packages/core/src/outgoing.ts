import { createEnvelope, type Envelope } from "./address/envelope.ts";
import { namingMailboxes } from "./address/naming-mailboxes.ts";
import { type Delivery, failed, type SkippedDelivery } from "./delivery.ts";
import { describe } from "./describe.ts";
import { InvalidMessageError } from "./errors.ts";
import type { EmailMessage } from "./message/email-message.ts";
import { checkMessage } from "./mime/check-message.ts";
import type { MimePart } from "./mime/mime-part.ts";
import { filesAttached, pendingFiles } from "./pending-files.ts";
import { settings } from "./settings/settings.ts";
import { untilAborted } from "./until-aborted.ts";

/** One message on its way: the draft, and what was built and validated from it. */
export interface Outgoing {
  /** The draft that was built: the one that was given, or what `beforeSend` answered for it. */
  readonly message: EmailMessage;
  /** The sender and the recipients, at least one. */
  readonly envelope: Envelope;
  /** The message as it stands on the wire. */
  readonly mime: MimePart;
}

/** A message built and validated, or the delivery that says why it is not sent. */
export async function buildOutgoing(
  message: EmailMessage,
  signal?: AbortSignal | undefined,
): Promise<Outgoing | Delivery> {
  checkIsMessage(message, "Each message");
  try {
    if (pendingFiles.has(message)) await untilAborted(filesAttached(message), signal);
    if (recipientsOf(message).length === 0) return skipped(message);
    const { beforeSend } = settings;
    const changed = beforeSend ? await untilAborted(Promise.resolve(beforeSend(message)), signal) : message;
    if (changed === null) return skipped(message);
    // Nothing is what a forgotten return answers: it would lose every mail in silence.
    if (!isMessage(changed)) {
      throw new TypeError(
        `beforeSend must answer the message, a changed copy of it, or null to skip it; it answered ${describe(changed)}.`,
      );
    }
    const recipients = recipientsOf(changed);
    if (recipients.length === 0) return skipped(message);
    const sender = changed.sender();
    const names = (): string[] => ["fromEmail", ...namesOf(changed, recipients)];
    const envelope = namingMailboxes([sender, ...recipients], names, () => createEnvelope(sender, recipients));
    const mime = changed.message();
    checkMessage(mime);
    // An address in a header needs SMTPUTF8 as one in the envelope does (RFC 6531, 3.2).
    const smtpUtf8 = envelope.smtpUtf8 || mime.isUtf8;
    return { message: changed, envelope: { ...envelope, smtpUtf8 }, mime };
  } catch (error) {
    if (error instanceof InvalidMessageError) return failed(message, error);
    throw error;
  }
}

/** @throws TypeError naming what it is called and what it got */
export function checkIsMessage(value: unknown, what: string): asserts value is EmailMessage {
  if (!isMessage(value)) throw new TypeError(`${what} must be an EmailMessage; got ${describe(value)}.`);
}

function isMessage(value: unknown): value is EmailMessage {
  return typeof value === "object" && value !== null && "recipients" in value && typeof value.recipients === "function";
}

function recipientsOf(message: EmailMessage): readonly string[] {
  const recipients: unknown = message.recipients();
  if (Array.isArray(recipients)) return recipients;
  throw new TypeError(`recipients() must return an array; it returned ${describe(recipients)}.`);
}

/** What errors call each recipient: as its list names it, or by its place in what an overridden `recipients()` answered. */
function namesOf(message: EmailMessage, recipients: readonly string[]): readonly string[] {
  const listed = (["to", "cc", "bcc"] as const).flatMap((list) => {
    const mailboxes: unknown = message[list];
    return Array.isArray(mailboxes) ? mailboxes.map((mailbox, at) => ({ mailbox, name: `${list}[${at}]` })) : [];
  });
  const isListed = listed.length === recipients.length && listed.every(({ mailbox }, at) => mailbox === recipients[at]);
  return isListed ? listed.map(({ name }) => name) : recipients.map((_, at) => `recipients()[${at}]`);
}

function skipped(message: EmailMessage): SkippedDelivery {
  return { message, outcome: "skipped", recipients: [] };
}
