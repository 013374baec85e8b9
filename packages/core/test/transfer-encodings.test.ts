import { describe, expect, test } from "vitest";
import { InvalidMessageError, UnsupportedFeatureError } from "../src/index.ts";
import { MimePart, type MimePartOptions } from "../src/mime/index.ts";

const octets = (text: string): Uint8Array => new TextEncoder().encode(text);
const encodingOf = (contentType: string, content: MimePartOptions["content"]): string =>
  new MimePart({ contentType, content }).transferEncoding;

describe("text is 7bit", () => {
  test.each([
    ["with a line of 998 octets", "a".repeat(998), "7bit"],
    ["but not with a line of 999", "a".repeat(999), "quoted-printable"],
    ["but not with NUL", `${"a".repeat(20)}\0`, "quoted-printable"],
    ["but not with NUL in a long text", `${"a\n".repeat(50_000)}\0`, "quoted-printable"],
    ["but not beyond ASCII", `${"a".repeat(20)}é`, "quoted-printable"],
    ["nor in a long text", `${"a\n".repeat(150_000)}é`, "quoted-printable"],
  ])("%s", (_, text, encoding) => {
    expect(encodingOf("text/plain", text)).toBe(encoding);
  });

  test.each([
    ["with a line of 998 octets", `${"a".repeat(998)}\r\n`, "7bit"],
    ["but not with a line of 999", `${"a".repeat(999)}\r\n`, "quoted-printable"],
    ["but not with NUL", `${"a".repeat(20)}\0`, "quoted-printable"],
    ["but not with a CR alone", `${"a".repeat(20)}\rb`, "quoted-printable"],
    ["but not with an LF alone", `${"a".repeat(20)}\nb`, "quoted-printable"],
    ["but not beyond ASCII", `${"a".repeat(20)}é`, "quoted-printable"],
  ])("as octets %s", (_, text, encoding) => {
    expect(encodingOf("text/plain", octets(text))).toBe(encoding);
    if (encoding === "7bit") return;
    const options = { contentType: "text/plain", content: octets(text), transferEncoding: "7bit" as const };
    expect(() => new MimePart(options)).toThrow(InvalidMessageError);
  });
});

test("every line break of text becomes CRLF, whichever the encoding", () => {
  for (const text of ["a\rb\nc\r\nd", "é\rb\nc\r\nd"]) {
    const { content } = new MimePart({ contentType: "text/plain", content: text });
    expect(new TextDecoder().decode(content).slice(1)).toBe("\r\nb\r\nc\r\nd");
  }
});

describe("a nested message", () => {
  const nested = (content: MimePartOptions["content"], transferEncoding?: "7bit" | "8bit" | "base64"): MimePart =>
    new MimePart({ contentType: "message/rfc822", content, ...(transferEncoding ? { transferEncoding } : {}) });

  test("has CRLF line breaks", () => {
    expect(nested(octets("A: b\n\nc\rd\n")).toString()).toContain("\r\n\r\nA: b\r\n\r\nc\r\nd\r\n");
  });

  test("is never encoded, and has the label of its octets", () => {
    expect(nested(octets("A: b\n\né\n")).transferEncoding).toBe("8bit");
    expect(() => nested(octets("A: b\n\né\n"), "base64")).toThrow(UnsupportedFeatureError);
    expect(() => nested(octets("A: b\n\né\n"), "7bit")).toThrow(UnsupportedFeatureError);
    expect(() => nested(octets("A: b\n\nc\n"), "8bit")).toThrow(UnsupportedFeatureError);
    expect(() => nested(new Blob(["A: b\n\nc\n"]))).toThrow(UnsupportedFeatureError);
  });

  test("of NUL or long lines is refused", () => {
    expect(() => nested(octets("A: b\n\n\0"))).toThrow(UnsupportedFeatureError);
    expect(() => nested(octets(`A: b\n\n${"é".repeat(500)}`))).toThrow(UnsupportedFeatureError);
  });

  test("of 8bit makes 8bit of the multiparts around it, which are never encoded", () => {
    const contentType = "multipart/mixed; boundary=b";
    const content = [nested(octets("A: b\n\né\n"))];
    const around = new MimePart({ contentType, content });
    expect([around.transferEncoding, around.is8bit]).toEqual(["8bit", true]);
    expect(around.toString()).toMatch(/^Content-Type: .*\r\nContent-Transfer-Encoding: 8bit\r\n/);
    for (const transferEncoding of ["7bit", "base64"] as const)
      expect(() => new MimePart({ contentType, content, transferEncoding })).toThrow(InvalidMessageError);
  });
});

test("half of a surrogate pair is refused", () => {
  expect(() => encodingOf("text/plain", "\ud800")).toThrow(InvalidMessageError);
});

test("base64 stands in lines of 76 characters", () => {
  const wire = new MimePart({ contentType: "application/x-data", content: new Uint8Array(100) }).toString();
  expect(wire.split("\r\n").slice(3)).toEqual(["A".repeat(76), `${"A".repeat(58)}==`, ""]);
});

test("what streams is base64, whatever else it is asked for", () => {
  const options = { contentType: "application/x-data", content: new Blob(["a"]) };
  expect(() => new MimePart({ ...options, transferEncoding: "7bit" })).toThrow(InvalidMessageError);
});
