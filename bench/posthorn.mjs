import { built } from "./built.mjs";

export const { EmailMultiAlternatives, openConnection, sendMail } = await built("core");
export const { HeaderField } = await built("core", "mime/index");
export const { DummyBackend } = await built("backends/dummy");
export const { SmtpBackend } = await built("backends/smtp");

/** A mail of the corpus as a draft. */
export function draft({ subject, text, from, to, html, attachment }) {
  const message = new EmailMultiAlternatives(subject, text, from, to);
  if (html) message.attachAlternative(html, "text/html");
  if (attachment) message.attach(attachment.filename, attachment.content, attachment.type);
  return message;
}
