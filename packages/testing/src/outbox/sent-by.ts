import type { EmailMessage, Envelope } from "@posthorn/core";
import type { MimePart } from "@posthorn/core/mime";
import { inspected } from "../inspected.ts";

/** How a message of the outbox was sent. */
export interface Sending {
  /** The alias of the mailer, `default` for the default one. */
  readonly mailer: string;
  /** Whom it was sent from and to. */
  readonly envelope: Envelope;
  /** What stood on the wire, with what streamed. */
  readonly mime: MimePart;
}

const sendings = new WeakMap<EmailMessage, Sending>();

/** Remembers how a message was sent. */
export function recordSending(copy: EmailMessage, sending: Sending): void {
  sendings.set(copy, sending);
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
  throw new TypeError(`sentBy() takes a message of the outbox, such as outbox[0]; got ${inspected(message)}.`);
}
