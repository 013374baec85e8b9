import { base64Text } from "../base64.ts";
import { canBeFolded } from "./folding.ts";
import { escapes, isContinuation, nextCharacter } from "./utf8-octets.ts";

/** RFC 2047, 2: an encoded-word has at most 75 characters. */
const WORD = 75;
/** RFC 2047, 2: a line that holds an encoded-word has at most 76 characters. */
const LINE = 76;
const Q_OPEN = "=?utf-8?q?";
const B_OPEN = "=?utf-8?b?";
const CLOSE = "?=";
const ROOM = WORD - Q_OPEN.length - CLOSE.length;

// What may stand for itself in a word within a phrase (RFC 2047, 5 (3))
const Q_LITERAL = /^[A-Za-z0-9!*+/-]$/;
/** Each octet as the encoding `q` writes it (RFC 2047, 4.2). */
const Q: readonly string[] = escapes(Q_LITERAL, "=").with(0x20, "_");

// Words of printable ASCII (RFC 5322, 2.2) with a blank between them: a reader drops blanks around a value, and of several
// at a fold some keep one, and make a blank of a tab.
const PLAIN = /^(?:[!-~]+(?: [!-~]+)*)?$/;

const encoder = new TextEncoder();
/** Names and subjects are short: they need no memory of their own. */
const room = new Uint8Array(3 * 256);

/** Whether a reader may take a part of this text for an encoded-word. */
export function looksLikeEncodedWord(text: string): boolean {
  return text.includes("=?");
}

/** Whether a reader gets the same text back without encoded-words, and its lines can be kept short. */
export function standsAsItIs(text: string): boolean {
  return PLAIN.test(text) && !looksLikeEncodedWord(text) && canBeFolded(text);
}

/**
 * Text as encoded-words in UTF-8, separated by blanks, which a reader drops (RFC 2047, 6.2).
 * No character is split over two words, and `q` or `b` is used, whichever is shorter.
 *
 * @param column - the octets that stand before it on its line
 */
export function encodeWords(text: string, column = 0): string {
  const octets = text.length * 3 <= room.length ? room : encoder.encode(text);
  const length = octets === room ? encoder.encodeInto(text, room).written : octets.length;
  let q = 0;
  for (let at = 0; at < length; at += 1) q += qOf(octets, at).length;
  const isQ = q <= Math.ceil(length / 3) * 4;
  // The first word shares its line with what stands before it.
  let left = Math.max(Math.min(WORD, LINE - column) - Q_OPEN.length - CLOSE.length, 12);
  let words = "";
  for (let from = 0; from < length || words === ""; ) {
    const end = isQ ? endOfQ(octets, from, length, left) : endOfB(octets, from, length, left);
    const word = isQ ? Q_OPEN + encodeQ(octets, from, end) : B_OPEN + base64Text(octets, from, end);
    words += `${words === "" ? "" : " "}${word}${CLOSE}`;
    from = end;
    left = ROOM;
  }
  return words;
}

/** Where the word that begins at `from` ends: before the first character that it has no room for, and behind at least one. */
function endOfQ(octets: Uint8Array, from: number, length: number, left: number): number {
  let end = from;
  for (let used = 0; end < length; ) {
    const next = nextCharacter(octets, end, length);
    for (let at = end; at < next; at += 1) used += qOf(octets, at).length;
    if (used > left && end > from) break;
    end = next;
  }
  return end;
}

function endOfB(octets: Uint8Array, from: number, length: number, left: number): number {
  let end = Math.min(from + Math.floor(left / 4) * 3, length);
  while (end < length && isContinuation(octets[end] as number)) end -= 1;
  return end;
}

function encodeQ(octets: Uint8Array, from: number, end: number): string {
  let text = "";
  for (let at = from; at < end; at += 1) text += qOf(octets, at);
  return text;
}

function qOf(octets: Uint8Array, at: number): string {
  return Q[octets[at] as number] as string;
}
