import { type DeliveryReport, EmailMessage, getConnection, MailError, openConnection } from "@posthorn/core";
import Default, { SmtpBackend, type SmtpOptions } from "@posthorn/smtp";

const options: SmtpOptions = { host: "localhost", port: 25, useTls: true, timeout: 10 };
export const connection: SmtpBackend = await getConnection(SmtpBackend, options);

export async function report(): Promise<DeliveryReport> {
  await using held = await openConnection(Default, { ...options, signal: AbortSignal.timeout(1000) });
  return held.deliver([new EmailMessage({ subject: "Subject", to: ["to@example.com"] })]);
}

export function code(error: unknown): string {
  return error instanceof MailError ? error.code : String(error);
}

// @ts-expect-error The types are those of the packages, not `any`.
new SmtpBackend({ host: 25 });
// @ts-expect-error A misspelled option is none.
await openConnection(SmtpBackend, { hostname: "localhost" });
