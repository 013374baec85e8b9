import { accepted, type Delivery, type DeliveryReport, failed, type SkippedDelivery } from "./delivery.ts";
import { describe } from "./describe.ts";
import {
  AbortError,
  BatchDeliveryError,
  DeliveryError,
  DeliveryUnknownError,
  InvalidMessageError,
  MailError,
} from "./errors.ts";
import type { EmailMessage } from "./message/email-message.ts";
import type { Outgoing } from "./outgoing.ts";

/** A delivery of a message that was built: skipped is the base's to say, before that. */
export type AttemptedDelivery = Exclude<Delivery, SkippedDelivery>;

/** A backend's delivery with what the base knows of it: the Message-ID, and each recipient of whom the backend said nothing. */
export function completed(delivery: AttemptedDelivery, { envelope, mime }: Outgoing): Delivery {
  const { outcome } = delivery;
  const messageId = mime.get("Message-ID");
  const isTold = delivery.recipients.length > 0;
  const recipients = isTold ? delivery.recipients : envelope.to.map((address) => ({ address, outcome }));
  return { ...delivery, recipients, ...(messageId === undefined ? {} : { messageId }) };
}

/** The error with the report of this call. One that carries another's, since calls share it, is copied. */
export function withReport(error: unknown, report: DeliveryReport): unknown {
  if (!(error instanceof Error)) {
    const wrapped = new Error(`What was thrown is no error: ${describe(error)}.`, { cause: error });
    return withReport(wrapped, report);
  }
  const isShared = "report" in error && error.report !== undefined && !(error instanceof AbortError);
  const own: Error =
    isShared || !Object.isExtensible(error)
      ? Object.create(Object.getPrototypeOf(error), Object.getOwnPropertyDescriptors(error))
      : error;
  Reflect.defineProperty(own, "report", { value: report, configurable: true, writable: true });
  return own;
}

/** What several failures of a batch are thrown as; one is thrown as it is. */
export function batchFailure(report: DeliveryReport, errors: readonly [MailError, ...MailError[]]): MailError {
  if (errors.length === 1) return errors[0];
  const reasons = [...new Set(errors.map(({ message }) => (/[.!?]$/.test(message) ? message : `${message}.`)))];
  const more = reasons.length > 3 ? ` And ${reasons.length - 3} other reasons, in errors.` : "";
  const count = `${errors.length} of ${Math.max(report.deliveries.length, report.sent + errors.length)} messages were not accepted`;
  return new BatchDeliveryError(`${count}. ${reasons.slice(0, 3).join(" ")}${more}`, errors);
}

/** The error of a message behind what ended its batch. */
export function notAttempted(cause: unknown): DeliveryError {
  const reason = cause instanceof DeliveryError ? "no connection could be had" : "the batch ended";
  const text = cause instanceof AbortError ? "the delivery was aborted" : `${reason} at a message before it`;
  return new DeliveryError(`Not attempted, since ${text}.`, {
    code: "not_attempted",
    stage: "not-attempted",
    retryable: true,
    cause,
  });
}

/** The delivery of a message that a backend was given and did not answer for. */
export function inDoubt(outgoing: Outgoing, cause?: unknown): Delivery {
  const doubt = new DeliveryUnknownError("The backend failed while it sent this message.", {
    stage: "transmit",
    cause,
  });
  return completed(failed(outgoing.message, doubt), outgoing);
}

/** The report of a backend that answers a count alone: a count of all, of none, or one that leaves each in doubt. */
export function countedReport(
  batch: readonly EmailMessage[],
  deliverable: readonly EmailMessage[],
  sent: number,
): DeliveryReport {
  const stage = "send-messages";
  const none = { code: "service", stage, retryable: false } as const;
  const some = new DeliveryUnknownError("Only some messages of the batch were accepted.", { stage });
  return mergedReport(batch, deliverable, sent, (message) => {
    if (sent === deliverable.length) return accepted(message);
    return failed(message, sent === 0 ? new DeliveryError("The backend accepted no message.", none) : some);
  });
}

/** The report of a backend whose `sendMessages()` threw: its error's own, else what the error says of a single message. */
export function failedReport(
  batch: readonly EmailMessage[],
  deliverable: readonly EmailMessage[],
  error: unknown,
): DeliveryReport {
  const report = error instanceof MailError || error instanceof AbortError ? error.report : undefined;
  const told = report?.deliveries.length === deliverable.length ? report.deliveries : undefined;
  const isOwn = deliverable.length === 1 && (error instanceof DeliveryError || error instanceof InvalidMessageError);
  const text = "The backend failed, and did not say which messages it had sent.";
  const own = isOwn ? error : new DeliveryUnknownError(text, { stage: "send-messages", cause: error });
  return mergedReport(batch, deliverable, report?.sent ?? 0, (message, index) => told?.[index] ?? failed(message, own));
}

/** A delivery for each message of a batch, of which only some have recipients. */
function mergedReport(
  batch: readonly EmailMessage[],
  deliverable: readonly EmailMessage[],
  sent: number,
  deliveryOf: (message: EmailMessage, index: number) => Delivery,
): DeliveryReport {
  const attempted = new Set(deliverable);
  let index = -1;
  const deliveries = batch.map((message): Delivery => {
    if (!attempted.has(message)) return { message, outcome: "skipped", recipients: [] };
    index += 1;
    return deliveryOf(message, index);
  });
  return { sent, deliveries };
}
