import type { EmailMessage, Envelope, Outgoing } from "@posthorn/core";
import type { MimePart } from "@posthorn/core/mime";
import { describe } from "../describe.ts";

/** How a message of the outbox was sent. */
export interface Sending {
  /** The alias of the mailer, `default` for the default one. */
  readonly mailer: string;
  /** Whom it was sent from and to. */
  readonly envelope: Envelope;
  /** What was built of it, with the Date and the Message-ID that it had; what streamed was read. */
  readonly mime: MimePart;
}

const sendings = new WeakMap<EmailMessage, Sending>();

/** Remembers how a message was sent. */
export function recordSending(copy: EmailMessage, mailer: string, { envelope, mime }: Outgoing): void {
  sendings.set(copy, { mailer, envelope, mime: mime.isStreamed ? rebuilt(copy, mime) : mime });
}

/** How a message was sent; undefined for one that is in no outbox. */
export function sendingOf(message: EmailMessage): Sending | undefined {
  return sendings.get(message);
}

/**
 * How a message of the outbox was sent: by which mailer, to whom, and what stood on the wire.
 *
 * @throws TypeError for anything but a message that is in the outbox
 */
export function sentBy(message: EmailMessage | undefined): Sending {
  const sending = message && sendings.get(message);
  if (sending) return sending;
  throw new TypeError(`sentBy() takes a message of the outbox, such as outbox[0]; got ${describe(message)}.`);
}

/** The tree of a message whose streams were read, which no other can be made of, with the fields that were sent. */
function rebuilt(copy: EmailMessage, sent: MimePart): MimePart {
  const mime = copy.message();
  const headers = mime.headers.map((field) => {
    const isOfSending = /^(?:date|message-id)$/i.test(field.name);
    return (isOfSending && sent.headers.find(({ name }) => name === field.name)) || field;
  });
  return mime.with({ headers });
}
