import { appendFile } from "node:fs/promises";
import { configureMail } from "@posthorn/core";

const unsubscribed = new Set(["bob@example.com"]);

configureMail({
  beforeSend(message) {
    if (message.to.some((address) => unsubscribed.has(address))) return null;
    if (process.env.NODE_ENV === "production") return message;
    const copy = message.copy();
    copy.subject = `[for ${message.recipients().join(", ")}] ${message.subject}`;
    copy.to = ["staging@example.com"];
    copy.cc = [];
    copy.bcc = [];
    // A subclass may add recipients of its own, such as an archive: they would get the copy too.
    copy.recipients = () => ["staging@example.com"];
    return copy;
  },

  async afterSend({ message, outcome, messageId, recipients }) {
    const fates = recipients.map((recipient) => `${recipient.address}: ${recipient.outcome}`);
    const line = JSON.stringify({ outcome, messageId, subject: message.subject, fates });
    try {
      await appendFile(process.env.MAIL_LOG ?? "mail.log", `${line}\n`);
    } catch (error) {
      // Thrown on, a full disk would make a mail that was accepted look like one that failed.
      console.error(`${line} could not be logged:`, error);
    }
  },
});
