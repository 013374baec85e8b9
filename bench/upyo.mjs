import { createMessage } from "@upyo/core";
import { SmtpTransport } from "@upyo/smtp";
import manifest from "@upyo/smtp/package.json" with { type: "json" };

export const upyoVersion = `@upyo/smtp ${manifest.version}`;

const encoder = new TextEncoder();

/** A connection that keeps the octets of the last message: @upyo gives them to nobody else. */
const connection = {
  octets: undefined,
  sendMessage({ raw }) {
    this.octets = encoder.encode(raw);
  },
  reset() {},
};
const transport = new SmtpTransport({ host: "localhost", pool: true });
transport.connectionPool.push(connection);

/** The octets of a mail of the corpus. */
export async function build({ subject, text, from, to, html, attachment }) {
  const content = html === undefined ? { text } : { text, html };
  const attachments = attachment && {
    inline: false,
    filename: attachment.filename,
    content: attachment.content,
    contentType: attachment.type,
    contentId: "",
  };
  const { successful, errorMessages } = await transport.send(
    createMessage({ from, to, subject, content, attachments }),
  );
  if (!successful) throw new Error(errorMessages.join());
  return connection.octets;
}
