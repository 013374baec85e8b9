import { describe, expect, test } from "vitest";
import { InvalidMessageError } from "../src/index.ts";
import { MimePart } from "../src/mime/index.ts";

const multipart = (boundary: string, content: string | Uint8Array = "text"): MimePart =>
  new MimePart({
    contentType: `multipart/mixed; boundary="${boundary}"`,
    content: [new MimePart({ contentType: "text/plain", content })],
  });

describe("a boundary is refused", () => {
  test.each([
    ["that looks like an encoded-word", "a=?b"],
    ["of 71 characters", "b".repeat(71)],
    ["that ends with a blank", "b "],
    ["without characters", ""],
    ["with a character that it cannot have", "a@b"],
  ])("%s", (_, boundary) => {
    expect(() => multipart(boundary)).toThrow(InvalidMessageError);
  });
});

describe("a part that holds its delimiter is refused", () => {
  test.each(["--b", "--b and more", "first\n--b", "first\n-\n--b--\n"])("%j", (content) => {
    expect(() => multipart("b", content)).toThrow(/stands in a part/);
    expect(() => multipart("b", new TextEncoder().encode(content.replaceAll("\n", "\r\n")))).toThrow(
      /stands in a part/,
    );
  });

  test("but not one that holds it within a line", () => {
    expect(multipart("b", " --b\n---b").toString()).toContain(" --b\r\n---b\r\n--b--\r\n");
    expect(multipart("b", new TextEncoder().encode(" --b\r\n---b")).toString()).toContain(" --b\r\n---b\r\n--b--\r\n");
  });

  test("a multipart within one of the same boundary too", () => {
    const contentType = "multipart/mixed; boundary=b";
    expect(() => new MimePart({ contentType, content: [multipart("b")] })).toThrow(/stands in a part/);
  });
});

describe("a boundary is refused of which another one within begins", () => {
  test.each([
    ["a", "ab"],
    ["a", "a--"],
    ["=_", "=_1"],
  ])("%j around %j", (outer, inner) => {
    const around = (content: MimePart): MimePart =>
      new MimePart({ contentType: `multipart/mixed; boundary="${outer}"`, content: [content] });
    const refused = /stands in a part that it is to separate/;
    expect(() => around(multipart(inner)), "--ab would be read as --a").toThrow(refused);
    const nested = new MimePart({ contentType: "message/rfc822", content: [multipart(inner)] });
    expect(() => around(nested), "however deep it stands").toThrow(refused);
    expect(() => around(multipart("other").with({ content: [multipart(inner)] }))).toThrow(refused);
  });

  test("but not the other way around, where no reader takes one for the other", () => {
    const outer = new MimePart({
      contentType: "multipart/mixed; boundary=ab",
      content: [multipart("a"), multipart("aa")],
    });
    expect(outer.toString().match(/^--.*$/gm)).toEqual(["--ab", "--a", "--a--", "--ab", "--aa", "--aa--", "--ab--"]);
  });
});

test("each delimiter stands on a line of its own, and the last one closes", () => {
  const part = new MimePart({ contentType: "text/plain", content: "a" });
  const wire = new MimePart({ contentType: "multipart/mixed; boundary=b", content: [part, part] }).toString();
  const child = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 7bit\r\n\r\na\r\n";
  expect(wire).toBe(`Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n${child}--b\r\n${child}--b--\r\n`);
});
