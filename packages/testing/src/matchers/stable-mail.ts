import { createHash } from "node:crypto";
import { octetsOf, shownAttachment } from "../expected/attachment-mismatch.ts";
import type { MailContent, MailFile } from "../reading/mail-content.ts";

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
    .map(({ name, value }) => `${name}: ${OF_SENDING[name.toLowerCase()] ?? value}`);
  const unseen = content.bcc.length === 0 ? [] : [`Bcc: ${content.bcc.join(", ")} (in no header)`];
  const versions = content.versions.filter(({ content: text }) => text !== "");
  const texts = versions.map(({ mimetype, content: text }) => `\n── ${mimetype} ──\n${text.trimEnd()}`);
  const files = content.attachments.map(stableFile);
  const text = [...fields, ...unseen, ...texts, ...(files.length === 0 ? [] : ["\n── files ──", ...files])].join("\n");
  const id = headers.find(({ name }) => name.toLowerCase() === "message-id")?.value;
  return id === undefined ? text : text.replaceAll(id, "(id)");
}

/** A file, with a digest by which other content of the same size is another. */
function stableFile(file: MailFile): string {
  const octets = octetsOf(file.content);
  if (octets === undefined) return shownAttachment(file);
  const digest = createHash("sha256").update(octets).digest("hex");
  return `${shownAttachment(file)} sha256:${digest.slice(0, 16)}`;
}
