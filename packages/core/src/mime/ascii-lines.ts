import { withLf } from "./line-breaks.ts";
import { LONGEST_LINE } from "./transfer-encoding.ts";
import { isAscii } from "./utf8.ts";

/**
 * Text as 7bit data (RFC 2045, 2.7), with CRLF line breaks.
 *
 * @returns undefined if it is none, or holds an escape: a character is NUL or not ASCII, or a line has more than 998 octets
 */
export function asciiLines(text: string): string | undefined {
  if (!isAscii(text) || text.includes("\x1b") || text.includes("\0")) return undefined;
  const lines = withLf(text);
  return hasLongLine(lines) ? undefined : lines.replace(/\n/g, "\r\n");
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
