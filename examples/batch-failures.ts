import { type EmailMessage, MailError, type MassMailItem, sendMassMail } from "@posthorn/core";

const letters = ["ada@example.com", "nobody@example.com", "busy@example.com"].map(
  (recipient): MassMailItem => ["Rehearsal", "On Friday at seven.", "secretary@example.com", [recipient]],
);

const later: EmailMessage[] = [];
try {
  await sendMassMail(letters);
} catch (error) {
  // One failure is thrown as itself, several as a BatchDeliveryError; the report is the same.
  if (!(error instanceof MailError) || !error.report) throw error;
  console.log(error.message);
  for (const delivery of error.report.deliveries)
    if (delivery.outcome === "refused" && delivery.retryable) later.push(delivery.message);
}
console.log(`Worth another try: ${later.flatMap((message) => message.recipients()).join(", ")}`);
