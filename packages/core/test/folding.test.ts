import { describe, expect, test } from "vitest";
import { BadHeaderError } from "../src/index.ts";
import { HeaderField } from "../src/mime/index.ts";

const linesOf = (name: string, value: string): readonly string[] =>
  HeaderField.unstructured(name, value).toString().split("\r\n").slice(0, -1);

test("a field of 78 octets stands on one line, and a longer one is broken before a blank", () => {
  const word = "a".repeat(35);
  expect(linesOf("Four", `${word} ${word}b`)).toEqual([`Four: ${word} ${word}b`]);
  expect(linesOf("Four", `${word} ${word}bc`)).toEqual([`Four: ${word}`, ` ${word}bc`]);
});

test("the first word stays beside the name, however long it is", () => {
  const word = "a".repeat(100);
  expect(linesOf("X-Long", `${word} b`)).toEqual([`X-Long: ${word}`, " b"]);
});

test("a word that is too long for a line is encoded", () => {
  expect(HeaderField.unstructured("X-Long", "a".repeat(900)).body).toBe("a".repeat(900));
  expect(HeaderField.unstructured("X-Long", "a".repeat(901)).body).toMatch(/^=\?utf-8\?q\?a+\?= /);
});

test("a line with an encoded-word has at most 76 octets", () => {
  const name = `"${"x".repeat(40)}" <${"a".repeat(8)}@example.com>`;
  for (let length = 1; length < 40; length += 1) {
    const field = HeaderField.mailboxes("To", [`é <${"b".repeat(length)}@example.com>`, name]);
    for (const line of field.toString().split("\r\n")) expect(line.length).toBeLessThanOrEqual(76);
  }
});

describe("a name is refused", () => {
  test.each([
    ["with a colon", "X:Y"],
    ["with a blank", "X Y"],
    ["of 77 characters", "X".repeat(77)],
    ["without characters", ""],
  ])("%s", (_, name) => {
    expect(() => HeaderField.unstructured(name, "a")).toThrow(BadHeaderError);
  });
});

test("a parameter that no line can hold is refused", () => {
  expect(() => HeaderField.parameterized("X-Long", "a".repeat(999), [])).toThrow(BadHeaderError);
});
