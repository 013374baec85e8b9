import { withLf } from "./line-breaks.ts";
import { LONGEST_LINE } from "./transfer-encoding.ts";

const encoder = new TextEncoder();
/** What most texts fit into. */
const room = new Uint8Array(65_536);
/** Where most texts that are not ASCII show it. */
const PROBE = 512;
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII but NUL
const ASCII = /^[\x01-\x7f]*$/;

/**
 * Text as 7bit data (RFC 2045, 2.7), with CRLF line breaks.
 *
 * @returns undefined if it is none, or holds an escape: a character is NUL or not ASCII, or a line has more than 998 octets
 */
export function asciiLines(text: string): string | undefined {
  if (text.includes("\x1b") || !isAscii(text)) return undefined;
  const lines = withLf(text);
  return hasLongLine(lines) ? undefined : lines.replace(/\n/g, "\r\n");
}

function isAscii(text: string): boolean {
  if (text.length > PROBE && !isAscii(text.slice(0, PROBE))) return false;
  if (text.length > room.length) return ASCII.test(text);
  // What is not ASCII has more octets than characters; the encoder counts them much faster than an expression can.
  const { read, written } = encoder.encodeInto(text, room);
  return read === text.length && written === text.length && !text.includes("\0");
}

/** Whether a line of text with LF line breaks is too long: from the first of a line on, a line break must come in time. */
function hasLongLine(text: string): boolean {
  for (let start = 0; text.length - start > LONGEST_LINE; ) {
    const lineBreak = text.lastIndexOf("\n", start + LONGEST_LINE);
    if (lineBreak < start) return true;
    start = lineBreak + 1;
  }
  return false;
}
