import { LONGEST_LINE } from "./transfer-encoding.ts";

const CR = 0x0d;
const LF = 0x0a;
/** What most mails fit into; longer texts get room of their own. */
const ROOM = 65_536;
const room = new Uint8Array(ROOM);

/**
 * Text as 7bit data (RFC 2045, 2.7), its line breaks, whichever they are, as CRLF (RFC 2046, 4.1.1).
 *
 * @returns undefined if it is none: a character is NUL or not ASCII, or a line has more than 998 octets
 */
export function asciiLines(text: string): Uint8Array | undefined {
  const { length } = text;
  const out = length * 2 <= ROOM ? room : new Uint8Array(length * 2);
  let to = 0;
  let lineStart = 0;
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === CR || code === LF) {
      if (to - lineStart > LONGEST_LINE) return undefined;
      out[to] = CR;
      out[to + 1] = LF;
      to += 2;
      lineStart = to;
      if (code === CR && text.charCodeAt(index + 1) === LF) index += 1;
    } else if (code === 0 || code > 0x7f) {
      return undefined;
    } else {
      out[to] = code;
      to += 1;
    }
  }
  return to - lineStart > LONGEST_LINE ? undefined : out.slice(0, to);
}
