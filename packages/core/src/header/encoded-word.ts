import { canBeFolded } from "./folding.ts";

/** RFC 2047, 2: an encoded-word has at most 75 characters. */
const WORD = 75;
/** RFC 2047, 2: a line that holds an encoded-word has at most 76 characters. */
const LINE = 76;
const Q_OPEN = "=?utf-8?q?";
const B_OPEN = "=?utf-8?b?";
const CLOSE = "?=";
const OVERHEAD = Q_OPEN.length + CLOSE.length;

// What may stand for itself in a word within a phrase (RFC 2047, 5 (3)).
const Q_LITERAL = /^[A-Za-z0-9!*+/-]$/;

const encoder = new TextEncoder();

const PRINTABLE_ASCII = /^[\t -~]*$/;

/** Whether a reader may take a part of this text for an encoded-word. */
export function looksLikeEncodedWord(text: string): boolean {
  return text.includes("=?");
}

/** Whether a reader gets the same text back without encoded-words, and its lines can be kept short. */
export function standsAsItIs(text: string): boolean {
  return PRINTABLE_ASCII.test(text) && !looksLikeEncodedWord(text) && canBeFolded(text);
}

/**
 * Text as encoded-words in UTF-8, separated by blanks, which a reader drops (RFC 2047, 6.2).
 * No character is split over two words, and `q` or `b` is used, whichever is shorter.
 *
 * @param column - the octets that stand before it on its line
 */
export function encodeWords(text: string, column = 0): string {
  const characters = [...text];
  const octets = encoder.encode(text).length;
  const q = characters.reduce((length, character) => length + encodeQ(character).length, 0);
  const b = Math.ceil(octets / 3) * 4;
  return (q <= b ? wordsOf(characters, column, Q_OPEN, encodeQ) : wordsOfB(characters, column)).join(" ");
}

function encodeQ(character: string): string {
  if (character === " ") return "_";
  if (Q_LITERAL.test(character)) return character;
  return Array.from(encoder.encode(character), (octet) => `=${octet.toString(16).toUpperCase().padStart(2, "0")}`).join(
    "",
  );
}

function wordsOf(
  characters: readonly string[],
  column: number,
  open: string,
  encode: (character: string) => string,
): string[] {
  const words: string[] = [];
  let room = firstRoom(column);
  let payload = "";
  for (const character of characters) {
    const encoded = encode(character);
    if (payload !== "" && payload.length + encoded.length > room) {
      words.push(`${open}${payload}${CLOSE}`);
      payload = "";
      room = WORD - OVERHEAD;
    }
    payload += encoded;
  }
  return [...words, `${open}${payload}${CLOSE}`];
}

function wordsOfB(characters: readonly string[], column: number): string[] {
  const words: string[] = [];
  let room = firstRoom(column);
  let octets: number[] = [];
  for (const character of characters) {
    const encoded = encoder.encode(character);
    if (octets.length > 0 && Math.ceil((octets.length + encoded.length) / 3) * 4 > room) {
      words.push(`${B_OPEN}${btoa(String.fromCharCode(...octets))}${CLOSE}`);
      octets = [];
      room = WORD - OVERHEAD;
    }
    octets.push(...encoded);
  }
  return [...words, `${B_OPEN}${btoa(String.fromCharCode(...octets))}${CLOSE}`];
}

/** What fits into the first word, which shares its line with what stands before it; never less than one character. */
function firstRoom(column: number): number {
  return Math.max(Math.min(WORD, LINE - column) - OVERHEAD, 12);
}
