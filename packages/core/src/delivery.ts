import { DeliveryError, type MailError } from "./errors.ts";
import type { EmailMessage } from "./message/email-message.ts";

/** What became of one recipient. */
export interface RecipientDelivery {
  readonly address: string;
  readonly outcome: "accepted" | "refused" | "unknown";
  /** The server's reply code for this recipient, such as 250 or 550. */
  readonly code?: number;
  /** The server's answer for this recipient. */
  readonly response?: string;
}

/** What every delivery tells. */
export interface DeliveryBase {
  readonly message: EmailMessage;
  /** The Message-ID that was built, with its angle brackets; absent when nothing was built. */
  readonly messageId?: string;
  /** The identifier that the provider gave. */
  readonly providerId?: string;
  readonly recipients: readonly RecipientDelivery[];
}

/** At least one recipient was taken; the others' refusals are in `recipients`. */
export interface AcceptedDelivery extends DeliveryBase {
  readonly outcome: "accepted";
}

/** Nothing was taken. `stage` is `build` for an invalid message and `not-attempted` for one that was never tried. */
export interface RefusedDelivery extends DeliveryBase {
  readonly outcome: "refused";
  readonly stage: string;
  readonly retryable: boolean;
  readonly error: MailError;
}

/** The message was handed over and no answer came. */
export interface UnknownDelivery extends DeliveryBase {
  readonly outcome: "unknown";
  readonly stage: string;
  readonly retryable: false;
  readonly error: MailError;
}

/** The message has no recipients: nothing was built and no connection opened. */
export interface SkippedDelivery extends DeliveryBase {
  readonly outcome: "skipped";
}

/** What became of one message. */
export type Delivery = AcceptedDelivery | RefusedDelivery | UnknownDelivery | SkippedDelivery;

/** What became of a call: one delivery per message, in the order of the messages. */
export interface DeliveryReport {
  /** The number of accepted messages, which is what Django counts. */
  readonly sent: number;
  readonly deliveries: readonly Delivery[];
}

/** What a backend can tell of a message that was taken. */
export interface AcceptedDetails {
  /** The identifier that the provider gave. */
  readonly providerId?: string | undefined;
  /** @defaultValue every recipient of the envelope, accepted */
  readonly recipients?: readonly RecipientDelivery[] | undefined;
}

/**
 * A delivery that says the message was taken, for a backend's `transmit`.
 * Without `recipients`, the base reports every recipient of the envelope as accepted.
 */
export function accepted(
  message: EmailMessage,
  { providerId, recipients = [] }: AcceptedDetails = {},
): AcceptedDelivery {
  return { message, outcome: "accepted", recipients, ...(providerId === undefined ? {} : { providerId }) };
}

/** The delivery that an error stands for: unknown if the message may have been taken, else refused. */
export function failed(
  message: EmailMessage,
  error: MailError,
  recipients: readonly RecipientDelivery[] = [],
): RefusedDelivery | UnknownDelivery {
  if (!(error instanceof DeliveryError)) {
    return { message, outcome: "refused", recipients, stage: "build", retryable: false, error };
  }
  const { stage, retryable } = error;
  return error.outcome === "unknown"
    ? { message, outcome: "unknown", recipients, stage, retryable: false, error }
    : { message, outcome: "refused", recipients, stage, retryable, error };
}
