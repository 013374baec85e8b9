import PostalMime, { type Email } from "postal-mime";
import { expect } from "vitest";
import { type WirePart, wirePart, withoutQuotes } from "./wire-part.ts";

/** A message as it left, and as a reader has it. */
export interface Letter {
  readonly octets: Buffer;
  /** As postal-mime reads it. */
  readonly email: Email;
  /** As its octets are. */
  readonly wire: WirePart;
}

/** RFC 5322, 2.1.1 */
const LONGEST_LINE = 998;
/** RFC 2047, 2 */
const LONGEST_WORD = 75;
/** What must not stand in a field, as it is or decoded. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const CONTROL = /[\0-\x08\x0a-\x1f\x7f\x85\u2028\u2029]/;

/** Reads a message. */
export async function readLetter(octets: Buffer): Promise<Letter> {
  return { octets, email: await PostalMime.parse(octets, { forceRfc822Attachments: true }), wire: wirePart(octets) };
}

/** Expects what holds for every message that leaves, whatever is in it. */
export function expectSound({ octets, wire: { fields } }: Letter): void {
  const text = octets.toString("latin1");
  expect(text.match(/\r(?!\n)/g), "bare CR").toBeNull();
  expect(text.match(/(?<!\r)\n/g), "bare LF").toBeNull();
  expect(text.includes("\0"), "NUL").toBe(false);
  const longest = text.split("\r\n").reduce((length, line) => Math.max(length, line.length), 0);
  expect(longest, "octets of the longest line").toBeLessThanOrEqual(LONGEST_LINE);
  for (const [name, body] of fields) {
    expect(name, "the name of a field (RFC 5322, 2.2)").toMatch(/^[!-9;-~]{1,76}$/);
    expect(body, `the field ${name}`).not.toMatch(CONTROL);
    for (const [word] of body.matchAll(/=\?\S*?\?[qb]\?\S*?\?=/gi)) expectWord(word, name);
  }
}

/** Expects an encoded-word (RFC 2047, 2) that can be decoded alone, into no control character. */
function expectWord(word: string, name: string): void {
  expect(word, `in ${name}`).toMatch(/^=\?utf-8\?[qb]\?[!->@-~]+\?=$/);
  expect(word.length, `octets of a word in ${name}`).toBeLessThanOrEqual(LONGEST_WORD);
  const [, , encoding, payload = ""] = word.split("?");
  const octets = encoding === "b" ? Buffer.from(payload, "base64") : withoutQuotes(payload.replaceAll("_", " "));
  expect(new TextDecoder("utf-8", { fatal: true }).decode(octets), `a word in ${name}`).not.toMatch(CONTROL);
}
