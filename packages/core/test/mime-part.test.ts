import { describe, expect, test } from "vitest";
import { HeaderField, MimePart, type MimePartOptions } from "../src/mime/index.ts";

const text = new MimePart({ contentType: "text/plain", content: "Zoë\nline" });

test("a part tells its type, fields, content and parts", () => {
  const mixed = new MimePart({
    contentType: "Multipart/Mixed; boundary=b",
    content: [text],
    headers: [HeaderField.unstructured("X-Tag", "é")],
  });
  expect([...mixed.walk()].map(({ contentType }) => contentType)).toEqual(["multipart/mixed", "text/plain"]);
  expect(mixed.get("x-tag")).toBe("é");
  expect(new TextDecoder().decode(text.content)).toBe("Zoë\r\nline");
  expect(mixed.toString()).toBe(
    "X-Tag: =?utf-8?b?w6k=?=\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" +
      "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nZo=C3=AB\r\nline\r\n--b--\r\n",
  );
});

test("a part cannot be changed", () => {
  expect([Object.isFrozen(text), Object.isFrozen(text.headers), Object.isFrozen(text.children)]).toEqual([
    true,
    true,
    true,
  ]);
});

test("a boundary stands in one piece, however long it may be", () => {
  const boundary = "b".repeat(70);
  expect(new MimePart({ contentType: `multipart/mixed; boundary=${boundary}`, content: [text] }).toString()).toContain(
    ` boundary=${boundary}\r\n`,
  );
});

describe("what no part can be is refused", () => {
  const cases: ReadonlyArray<readonly [string, unknown]> = [
    ["a multipart without parts", { contentType: "multipart/mixed", content: [] }],
    ["a multipart of text", { contentType: "multipart/mixed", content: "text" }],
    ["a text of parts", { contentType: "text/plain", content: [text] }],
    ["a part that is none", { contentType: "multipart/mixed", content: [{}] }],
    [
      "a field that is none",
      { contentType: "text/plain", content: "x", headers: [{ toString: () => "X: a\r\nBcc: b@example.com\r\n" }] },
    ],
    ["an encoding that is none", { contentType: "text/plain", content: "é", transferEncoding: "8bit" }],
    ["7bit for what is not", { contentType: "text/plain", content: "é", transferEncoding: "7bit" }],
    [
      "base64 for a nested message",
      { contentType: "message/rfc822", content: "Subject: x\n\nx", transferEncoding: "base64" },
    ],
    ["a boundary that is too long", { contentType: `multipart/mixed; boundary=${"b".repeat(71)}`, content: [text] }],
    ["a boundary that ends in a blank", { contentType: 'multipart/mixed; boundary="a b "', content: [text] }],
    ["half of a surrogate pair", { contentType: "text/plain", content: "\ud800" }],
  ];
  test.each(cases)("%s", (_name, options) => {
    expect(() => new MimePart(options as MimePartOptions)).toThrow();
  });
});

test("a nested message of octets gets CRLF line breaks, whichever it had; other octets stay as they are", () => {
  const octets = new TextEncoder().encode("Subject: a\n\nb\r\nc\rd\r\r\n");
  const nested = new MimePart({ contentType: "message/rfc822", content: octets });
  expect(new TextDecoder().decode(nested.content)).toBe("Subject: a\r\n\r\nb\r\nc\r\nd\r\n\r\n");
  expect(new MimePart({ contentType: "application/x-test", content: octets }).content).toEqual(octets);
});

test("two addresses cannot pass as one mailbox", () => {
  expect(() => HeaderField.mailboxes("To", ["a@example.com, c@example.com"])).toThrow(/more than one mailbox/);
});
