import { readFile } from "node:fs/promises";
import { Message } from "emailjs";

const { version } = JSON.parse(await readFile(new URL("../package.json", import.meta.resolve("emailjs")), "utf8"));
export const emailjsVersion = `emailjs ${version}`;

const encoder = new TextEncoder();

/** The octets of a mail of the corpus. */
export async function build({ subject, text, from, to, html, attachment }) {
  const attachments = [];
  if (html !== undefined) attachments.push({ data: html, alternative: true });
  if (attachment) attachments.push({ name: attachment.filename, type: attachment.type, data: attachment.content });
  const message = new Message({ subject, text, from, to, attachment: attachments });
  const { isValid, validationError } = message.checkValidity();
  if (!isValid) throw new Error(validationError);
  return encoder.encode(await message.readAsync());
}
