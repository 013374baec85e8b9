import { parseMediaType } from "../header/media-type.ts";
import { remembered } from "../remembered.ts";

/** Whether a media type is text, in any letter case (RFC 2045, 5.1). */
export function isText(mimetype: string): boolean {
  return /^text\//i.test(mimetype);
}

/** Whether a media type, which may have parameters, is HTML. */
export function isHtml(mimetype: string): boolean {
  return /^text\/html\s*(?:;|$)/i.test(mimetype);
}

/** The content of a part: octets of a `text/*` type as text, or undefined if they are not UTF-8; anything else as it is. */
export function textContent(content: string | Uint8Array, mimetype: string): string | Uint8Array | undefined {
  if (typeof content === "string" || !isText(mimetype)) return content;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return undefined;
  }
}

/** Whether a media type is text in a character set that it names, and that is not UTF-8. */
export function isInOtherCharset(mimetype: string): boolean {
  return isText(mimetype) && (charsetOf(mimetype) ?? "utf-8").toLowerCase() !== "utf-8";
}

/** @throws InvalidMessageError for a media type with malformed parameters */
function charsetOf(mimetype: string): string | undefined {
  return mimetype.includes(";") ? parseMediaType(mimetype).parameters.get("charset") : undefined;
}

/** The media type of text with the character set that it is written in, unless it names one. */
export function withCharset(mimetype: string, charset: string): string {
  return inCharset(charset)(mimetype);
}

const inCharset = remembered((charset) =>
  remembered((mimetype) =>
    isText(mimetype) && charsetOf(mimetype) === undefined ? `${mimetype}; charset=${charset}` : mimetype,
  ),
);
