import {
  type DeliveryReport,
  EmailMultiAlternatives,
  getConnection,
  MailError,
  openConnection,
  sendMail,
} from "@posthorn/core";
import Default, { SmtpBackend, type SmtpOptions } from "@posthorn/smtp";

const options: SmtpOptions = { host: "localhost", port: 25, useTls: true, timeout: 10 };
const connection: SmtpBackend = await getConnection(SmtpBackend, options);
const sent: number = await sendMail("Subject", "Body", null, ["to@example.com"], { connection, htmlMessage: "<p>" });

export async function report(): Promise<DeliveryReport> {
  await using held = await openConnection(Default, options);
  const message = new EmailMultiAlternatives({ subject: "Subject", body: "Body", to: ["to@example.com"] });
  message.attachAlternative("<p>Body</p>", "text/html");
  return held.deliver([message]);
}

export function code(error: unknown): string {
  return error instanceof MailError ? error.code : String(sent);
}

// @ts-expect-error The types are those of the packages, not `any`.
new SmtpBackend({ host: 25 });
// @ts-expect-error A message needs its recipients as a list.
await sendMail("Subject", "Body", null, 1);
