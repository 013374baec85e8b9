import { describe, expect, test } from "vitest";
import { HeaderField } from "../src/mime/index.ts";

/** The octets of an encoded-word. */
function decoded(word: string): Uint8Array {
  const [, encoding, text = ""] = /^=\?utf-8\?([qb])\?([^? ]*)\?=$/.exec(word) ?? [];
  if (encoding === "b") return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const binary = text
    .replaceAll("_", " ")
    .replace(/=([0-9A-F]{2})/g, (_, digits) => String.fromCharCode(parseInt(digits, 16)));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

describe.each([
  ["q", `${"abcdefghijklmnopqrs é".repeat(40)}`],
  ["q", `${"abcdefghijklmnopqrstuvwxyz😀".repeat(30)}`],
  ["b", "é".repeat(200)],
  ["b", `a${"😀".repeat(100)}`],
  ["b", `aé${"中".repeat(100)}`],
])("long text in the encoding %s", (encoding, text) => {
  const field = HeaderField.unstructured("Subject", text);

  test("has words of at most 75 characters on lines of at most 76", () => {
    expect(field.body).toContain(`=?utf-8?${encoding}?`);
    expect(Math.max(...field.body.split(" ").map(({ length }) => length))).toBeLessThanOrEqual(75);
    expect(
      Math.max(
        ...field
          .toString()
          .split("\r\n")
          .map(({ length }) => length),
      ),
    ).toBeLessThanOrEqual(76);
  });

  test("has no character that is split over two words", () => {
    const strict = new TextDecoder("utf-8", { fatal: true });
    expect(
      field.body
        .split(" ")
        .map((word) => strict.decode(decoded(word)))
        .join(""),
    ).toBe(text);
  });
});

test("words have the room that they may have", () => {
  expect(
    HeaderField.unstructured("Subject", `${"a".repeat(200)}é`)
      .body.split(" ")
      .map(({ length }) => length),
  ).toEqual([67, 75, 75, 37]);
});

const alphabet = "abcdefghijklmnopqrstuvwxyz";

test("a blank becomes an underscore, and what is special in a word or a phrase is encoded", () => {
  expect(HeaderField.unstructured("Subject", `${alphabet}${alphabet} é_?=,"().`).body).toBe(
    `=?utf-8?q?${alphabet}${alphabet}_?= =?utf-8?q?=C3=A9=5F=3F=3D=2C=22=28=29=2E?=`,
  );
});

test("text that looks like an encoded-word, or whose blanks a reader drops, is encoded", () => {
  expect(HeaderField.unstructured("Subject", "=?utf-8?q?a?=").body).toMatch(/^=\?utf-8\?b\?[\w+/=]+\?=$/);
  for (const text of ["a  b", " a", "a ", "a\tb"])
    expect(HeaderField.unstructured("Subject", text).body).toMatch(/^=\?utf-8\?[qb]\?[^ ]+\?=$/);
});
