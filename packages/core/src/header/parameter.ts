import { quotedString } from "../address/quoted-string.ts";
import { looksLikeEncodedWord } from "./encoded-word.ts";
import { escapes, nextCharacter } from "./utf8-octets.ts";

// token (RFC 2045, 5.1), without what means something in the extended form (RFC 2231, 7)
const TOKEN = /^[!#$&+.^`{|}~\w-]+$/;
const PRINTABLE_ASCII = /^[ -~]*$/;
/** What one piece of a parameter may take of a line of 78 octets, beside its name. */
const PIECE = 56;
const BOUNDARY = 70;
/** Each octet as the extended form writes it: attribute-char (RFC 2231, 7), or by its number. */
const ESCAPED = escapes(/^[A-Za-z0-9!#$&+.^`{|}~_-]$/, "%");

const encoder = new TextEncoder();

/** Whether a parameter needs the extended form of RFC 2231, which not every reader knows. */
export function isExtended(name: string, value: string): boolean {
  // Readers look for a boundary in one piece, which it fits: it has at most 70 characters (RFC 2046, 5.1.1).
  const piece = name === "boundary" ? BOUNDARY : PIECE;
  // Some readers keep one of several blanks, and none around a value.
  const isPlain = PRINTABLE_ASCII.test(value) && !/ {2}|^ | $/.test(value) && !looksLikeEncodedWord(value);
  return !isPlain || value.length > piece;
}

/** A parameter of a header field as its pieces: a token, a quoted string, or the extended form of RFC 2231. */
export function formatParameter(name: string, value: string): readonly string[] {
  if (!isExtended(name, value)) {
    return [TOKEN.test(value) ? `${name}=${value}` : `${name}=${quotedString(value)}`];
  }
  const octets = encoder.encode(value);
  const pieces: string[] = [];
  let piece = "";
  for (let at = 0; at < octets.length; ) {
    let character = "";
    for (const next = nextCharacter(octets, at, octets.length); at < next; at += 1)
      character += ESCAPED[octets[at] as number];
    if (piece.length + character.length > PIECE) {
      pieces.push(piece);
      piece = "";
    }
    piece += character;
  }
  pieces.push(piece);
  // RFC 2231, 4 for one piece; RFC 2231, 4.1 for several, whose charset stands in the first alone
  if (pieces.length === 1) return [`${name}*=utf-8''${pieces[0]}`];
  return pieces.map((text, index) => `${name}*${index}*=${index === 0 ? "utf-8''" : ""}${text}`);
}
