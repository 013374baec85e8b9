import { accepted, type Delivery, type DeliveryReport, failed } from "./delivery.ts";
import { AbortError, BatchDeliveryError, DeliveryError, DeliveryUnknownError, type MailError } from "./errors.ts";
import type { EmailMessage } from "./message/email-message.ts";

/** The report of a call so far. */
export function reportOf(deliveries: readonly Delivery[]): DeliveryReport {
  return { sent: deliveries.filter(({ outcome }) => outcome === "accepted").length, deliveries };
}

/** The error with the report of this call. One that carries another's, since calls share it, is copied. */
export function withReport(error: unknown, report: DeliveryReport): unknown {
  if (!(error instanceof Error) || error instanceof AbortError) return error;
  const isShared = "report" in error && error.report !== undefined;
  const own: Error = isShared
    ? Object.create(Object.getPrototypeOf(error), Object.getOwnPropertyDescriptors(error))
    : error;
  Reflect.defineProperty(own, "report", { value: report, configurable: true, writable: true });
  return own;
}

/** What several failures of a batch are thrown as; one is thrown as it is. */
export function batchFailure(report: DeliveryReport, errors: readonly [MailError, ...MailError[]]): MailError {
  if (errors.length === 1) return errors[0];
  const reasons = [...new Set(errors.map((error) => error.message))];
  const more = reasons.length > 3 ? ` And ${reasons.length - 3} other reasons, in errors.` : "";
  const count = `${errors.length} of ${report.deliveries.length} messages were not accepted`;
  return new BatchDeliveryError(`${count}. ${reasons.slice(0, 3).join(" ")}${more}`, errors);
}

/** The error of a message behind one for which no connection could be had. */
export function notAttempted(cause: DeliveryError): DeliveryError {
  return new DeliveryError("Not attempted, since no connection could be had for a message before it.", {
    code: "not_attempted",
    stage: "not-attempted",
    retryable: true,
    cause,
  });
}

/** The report of a backend that answers a count alone: a count of all, of none, or one that leaves each in doubt. */
export function countedReport(
  batch: readonly EmailMessage[],
  deliverable: readonly EmailMessage[],
  sent: number,
): DeliveryReport {
  const attempted = new Set(deliverable);
  const stage = "send-messages";
  const none = { code: "service", stage, retryable: false } as const;
  const deliveryOf = (message: EmailMessage): Delivery => {
    if (!attempted.has(message)) return { message, outcome: "skipped", recipients: [] };
    if (sent >= deliverable.length) return accepted(message);
    if (sent === 0) return failed(message, new DeliveryError("The backend accepted no message.", none));
    return failed(message, new DeliveryUnknownError("Only some messages of the batch were accepted.", { stage }));
  };
  return { sent, deliveries: batch.map(deliveryOf) };
}
