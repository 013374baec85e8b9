import { createEnvelope, type Envelope } from "./address/envelope.ts";
import { type Delivery, failed } from "./delivery.ts";
import { describe } from "./describe.ts";
import { InvalidMessageError } from "./errors.ts";
import type { EmailMessage } from "./message/email-message.ts";
import { checkMessage } from "./mime/check-message.ts";
import type { MimePart } from "./mime/mime-part.ts";

/** One message on its way: the draft, and what was built and validated from it. */
export interface Outgoing {
  readonly message: EmailMessage;
  readonly envelope: Envelope;
  readonly mime: MimePart;
}

/** A message built and validated, or the delivery that says why it is not sent. */
export function buildOutgoing(message: EmailMessage): Outgoing | Delivery {
  if (typeof message?.recipients !== "function") {
    throw new TypeError(`Each message must be an EmailMessage; got ${describe(message)}.`);
  }
  try {
    const recipients = message.recipients();
    if (!Array.isArray(recipients))
      throw new TypeError(`recipients() must return an array; it returned ${describe(recipients)}.`);
    if (recipients.length === 0) return { message, outcome: "skipped", recipients: [] };
    const envelope = createEnvelope(message.sender(), recipients);
    const mime = message.message();
    checkMessage(mime);
    return { message, envelope, mime };
  } catch (error) {
    if (error instanceof InvalidMessageError) return failed(message, error);
    throw error;
  }
}
