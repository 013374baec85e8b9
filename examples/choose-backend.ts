import { EmailMessage, getConnection, sendMail } from "@posthorn/core";
import { SmtpBackend } from "@posthorn/smtp";

const port = Number(process.env.EMAIL_PORT || 25);
const smtp = await getConnection(SmtpBackend, { host: "localhost", port, timeout: 10 });
await sendMail("By its class", "The options are typed.", "shop@example.com", ["zoe@example.com"], { connection: smtp });

const file = await getConnection("@posthorn/file", { filePath: process.env.EMAIL_FILE_PATH ?? "outbox" });
await file.sendMessages([new EmailMessage("By its name", "Found when it is used.", null, ["zoe@example.com"])]);
