import nodemailer from "nodemailer";
import MailComposer from "nodemailer/lib/mail-composer/index.js";
import manifest from "nodemailer/package.json" with { type: "json" };

export const { createTransport } = nodemailer;
export const nodemailerVersion = `nodemailer ${manifest.version}`;

/** A mail of the corpus as nodemailer takes it. */
export function mailOptions({ subject, text, from, to, html, attachment }) {
  const attachments = attachment && [
    { filename: attachment.filename, content: attachment.content, contentType: attachment.type },
  ];
  return { subject, text, from, to, html, attachments };
}

/** The bytes of a message. */
export function build(options) {
  return new Promise((resolve, reject) => {
    new MailComposer(options).compile().build((error, bytes) => (error ? reject(error) : resolve(bytes)));
  });
}
