import { describe, expect, test } from "vitest";
import { MailError } from "../src/index.ts";
import { HeaderField, MimePart } from "../src/mime/index.ts";

describe("a field is refused", () => {
  test.each([
    ["with half of a surrogate pair", () => HeaderField.unstructured("X-Tag", "\ud800")],
    ["with a line break", () => HeaderField.unstructured("X-Tag", "a\r\nBcc: b@example.com")],
    ["with a line separator", () => HeaderField.unstructured("X-Tag", "a\u2028b")],
    [
      "with a parameter twice",
      () =>
        HeaderField.parameterized("X-Tag", "a", [
          ["b", "1"],
          ["b", "2"],
        ]),
    ],
    ["with a parameter whose name is no token", () => HeaderField.parameterized("X-Tag", "a", [["b; c", "1"]])],
    ["with a value that is no token", () => HeaderField.parameterized("X-Tag", "a b", [])],
  ])("%s", (_, make) => {
    expect(make).toThrow(MailError);
  });
});

test("what is no list of mailboxes or parameters is told so, and a list of none is left out", () => {
  const text = "a@example.com" as unknown as readonly string[];
  expect(() => HeaderField.mailboxes("To", text)).toThrow(
    new TypeError('The mailboxes of To are given as a list; got "a@example.com".'),
  );
  const object = { filename: "a" } as unknown as Iterable<readonly [string, string]>;
  expect(() => HeaderField.parameterized("X-File", "attachment", object)).toThrow(
    /^The parameters of X-File are given/,
  );
  expect(() => HeaderField.mailboxes("To", [])).toThrow("To has at least one mailbox; leave it out for none.");
});

describe("a media type is refused", () => {
  test.each([
    ["with a line break", "text/plain;\r\n charset=utf-8"],
    ["with a parameter twice", "text/plain; charset=utf-8; Charset=us-ascii"],
    ["with what is no parameter", "text/plain; charset"],
    ["with what follows a parameter", "text/plain; charset=utf-8 and more"],
  ])("%s", (_, contentType) => {
    expect(() => new MimePart({ contentType, content: "a" })).toThrow(MailError);
  });
});

test("a field of mailboxes shows each name decoded, in quotes where it would be another mailbox without", () => {
  const mailboxes = ["Zoë O'Brien <zoe@example.com>", '"Doe, Jane \\"JD\\"" <jane@example.com>', "bare@example.com"];
  expect(HeaderField.mailboxes("To", mailboxes).value).toBe(
    'Zoë O\'Brien <zoe@example.com>, "Doe, Jane \\"JD\\"" <jane@example.com>, bare@example.com',
  );
});
