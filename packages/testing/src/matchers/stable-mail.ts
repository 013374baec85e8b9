import { createHash } from "node:crypto";
import { EmailMessage } from "@posthorn/core";
import { octetsOf, shownAttachment } from "../expected/attachment-mismatch.ts";
import { contentOf, type MailContent, type MailFile } from "../reading/mail-content.ts";

/** What changes from one sending to the next. */
const OF_SENDING: Readonly<Record<string, string>> = { date: "(date)", "message-id": "(id)" };
/** What the versions and the files say, and a boundary. */
const OF_THE_WIRE = /^(?:mime-version|content-type|content-transfer-encoding)$/i;

/**
 * A mail as a person reads it, the same each time that it is sent: what changes from one sending to the next is masked.
 *
 * @throws what `message()` throws
 */
export function stableMail(content: MailContent): string {
  const headers = content.headers();
  const fields = headers
    .filter(({ name }) => !OF_THE_WIRE.test(name))
    .map(({ name, value }) => `${name}: ${isOwn(content, name) ? value : (OF_SENDING[name.toLowerCase()] ?? value)}`);
  const unseen = content.bcc.length === 0 ? [] : [`Bcc: ${content.bcc.join(", ")} (in no header)`];
  const versions = content.versions.filter(({ content: text }) => text !== "");
  const texts = versions.map(({ mimetype, content: text }) => `\n── ${mimetype} ──\n${text.trimEnd()}`);
  const files = content.attachments.map(stableFile);
  const text = [...fields, ...unseen, ...texts, ...(files.length === 0 ? [] : ["\n── files ──", ...files])].join("\n");
  const id = headers.find(({ name }) => name.toLowerCase() === "message-id")?.value;
  return id === undefined || isOwn(content) ? text : text.replaceAll(id, "(id)");
}

/** Whether the message itself says what its id, or another field, is: then it is the same each time. */
function isOwn({ mail }: MailContent, field: string = "Message-ID"): boolean {
  const own = mail instanceof EmailMessage ? Object.keys(mail.extraHeaders) : [];
  return own.some((name) => name.toLowerCase() === field.toLowerCase());
}

/** A file, with a digest by which other content of the same size is another. */
function stableFile(file: MailFile): string {
  if (file.content instanceof EmailMessage) {
    const nested = stableMail(contentOf(file.content)).replace(/^(?=.)/gm, "  ");
    return `${shownAttachment(file)}\n${nested}`;
  }
  const octets = octetsOf(file.content);
  if (octets === undefined) return shownAttachment(file);
  const digest = createHash("sha256").update(octets).digest("hex");
  return `${shownAttachment(file)} sha256:${digest.slice(0, 16)}`;
}
