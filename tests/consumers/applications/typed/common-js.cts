import { EmailMessage, sendMail } from "@posthorn/core";
import { SmtpBackend } from "@posthorn/smtp";

const connection = new SmtpBackend({ host: "localhost", useSsl: true });
const message: EmailMessage = new EmailMessage("Subject", "Body", null, ["to@example.com"], { connection });
export const sent: Promise<number> = sendMail("Subject", "Body", null, ["to@example.com"], { connection });
export const sentAgain: Promise<number> = message.send();
