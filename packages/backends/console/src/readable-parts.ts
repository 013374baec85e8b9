import type { Envelope } from "@posthorn/core";
import type { MimePart } from "@posthorn/core/mime";
import type { ReadableFile, ReadableMail, ReadableText } from "./readable-mail.ts";

/**
 * What `readableMail()` prints of a message that was built, as a backend gets it.
 *
 * @param mime - the whole message; one with contents that stream is read before, by `await mime.buffered()`
 * @param envelope - with it, who stands in no field is shown too
 * @throws StreamedContentError if a content streams
 */
export function readableParts(mime: MimePart, envelope?: Pick<Envelope, "from" | "to">): ReadableMail {
  const texts: ReadableText[] = [];
  const files: ReadableFile[] = [];
  for (const leaf of leavesOf(mime)) {
    const text = textOf(leaf);
    if (text === undefined) files.push(fileOf(leaf));
    else texts.push({ mimetype: leaf.contentType, content: text });
  }
  return { fields: mime.headers.map(({ name, value }) => [name, value] as const), envelope, texts, files };
}

/** The parts that hold something; a mail that is attached is one of them. */
function* leavesOf(part: MimePart): Generator<MimePart> {
  if (!part.contentType.startsWith("multipart/")) yield part;
  else for (const child of part.children) yield* leavesOf(child);
}

/** The text of a part that is read with the mail; undefined for a file, and for a charset that nobody knows. */
function textOf(part: MimePart): string | undefined {
  const isAttached = part.get("Content-Disposition")?.toLowerCase().startsWith("attachment") === true;
  if (!part.contentType.startsWith("text/") || isAttached || part.filename !== null) return undefined;
  const field = part.headers.find(({ name }) => name.toLowerCase() === "content-type");
  try {
    const text = new TextDecoder(field?.parameters.get("charset")).decode(part.content);
    return text.replaceAll("\r\n", "\n");
  } catch {
    return undefined;
  }
}

function fileOf(part: MimePart): ReadableFile {
  const [message] = part.children;
  return {
    filename: part.filename,
    mimetype: part.contentType,
    size: sizeOf(part),
    contentId: part.get("Content-ID")?.replace(/^<(.*)>$/, "$1") ?? null,
    subject: message?.get("Subject"),
  };
}

/** As it was attached: the wire has CRLF for the line breaks of a text, whichever they were (RFC 2046, 4.1.1). */
function sizeOf({ contentType, content, children: [message] }: MimePart): number {
  if (message !== undefined) return message.toBytes().length;
  if (!contentType.startsWith("text/")) return content.length;
  return content.reduce((size, octet, at) => (octet === 0x0d && content[at + 1] === 0x0a ? size : size + 1), 0);
}
