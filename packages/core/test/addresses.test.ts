import { describe, expect, test } from "vitest";
import { BadAddressError, MailError } from "../src/index.ts";
import { HeaderField } from "../src/mime/index.ts";

const to = (mailbox: string): string => HeaderField.mailboxes("To", [mailbox]).body;

describe("no address", () => {
  test.each([
    ["has a local part of 65 octets", `${"a".repeat(65)}@example.com`],
    ["has a local part of 33 letters of two octets", `${"é".repeat(33)}@example.com`],
    ["has more than 254 octets", `${"a".repeat(64)}@${"b.".repeat(94)}com`],
    ["has a label of 64 octets", `a@${"b".repeat(64)}.com`],
    ["has a domain literal of a name", "a@[example.com]"],
    ["has a domain literal that is not closed", "a@[192.0.2.1"],
    ["has an encoded-word", "=?utf-8?q?a?=@example.com"],
    ["has a character that nobody sees", "a\u200bb@example.com"],
    ["has a domain with a character that nobody sees", "a@b\u3164é.example"],
    ["has a domain of two directions", "a@אa\u200d.example"],
    ["has a domain that is mapped to another", "a@ｅｘ.example"],
    ["has a tab in quotes", '"a\tb"@example.com'],
    ["has specials in a bare name", "a,b <a@example.com>"],
    ["has a parenthesis in a bare name", "a (b) <a@example.com>"],
    ["has a line break", "a@example.com\r\nBcc: b@example.com"],
  ])("%s", (_, mailbox) => {
    expect(() => to(mailbox)).toThrow(MailError);
  });

  test("is more than one", () => {
    expect(() => to("a@example.com, b@example.com")).toThrow(BadAddressError);
  });
});

test("a name is quoted where it needs quotes, its quotes and backslashes escaped", () => {
  expect(to('"a\\"b\\\\c" <a@example.com>')).toBe('"a\\"b\\\\c" <a@example.com>');
  expect(to('"Doe, J." <a@example.com>')).toBe('"Doe, J." <a@example.com>');
  expect(to("Jane Doe <a@example.com>")).toBe("Jane Doe <a@example.com>");
});

test("a name that looks like an encoded-word is encoded", () => {
  expect(to('"=?utf-8?q?a?=" <a@example.com>')).toMatch(/^=\?utf-8\?b\?[\w+/]+=*\?= <a@example\.com>$/);
});
