// Sends a mail with a file to an SMTP server on loopback, in a process of its own: `smtp-stream-program.mjs ours|nodemailer
// PATH PORT`. Tells the milliseconds that took, and the most megabytes that the process had.
import { peakMemory } from "./peak-memory.mjs";

const [side, path, port] = process.argv.slice(2);
const mail = { subject: "A large file", text: "It is attached.\n", from: "ada@example.com", to: ["bob@example.org"] };
const server = { host: "127.0.0.1", port: Number(port) };

const sides = {
  async ours() {
    const { built } = await import("./built.mjs");
    const { EmailMessage } = await built("core");
    const { SmtpBackend } = await built("backends/smtp");
    return async () => {
      const connection = new SmtpBackend(server);
      const message = new EmailMessage(mail.subject, mail.text, mail.from, mail.to, { connection });
      await message.attachFile(path);
      await message.send();
    };
  },
  async nodemailer() {
    const { createTransport } = await import("nodemailer");
    return async () => createTransport({ ...server, ignoreTLS: true }).sendMail({ ...mail, attachments: [{ path }] });
  },
};

const send = await sides[side]();
const begun = performance.now();
await send();
console.log(JSON.stringify({ wall: performance.now() - begun, memory: peakMemory() }));
