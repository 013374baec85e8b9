import { expect, test } from "vitest";
import { MimePart } from "../src/mime/index.ts";

/** The content as it stands on the wire. */
function written(content: string | Uint8Array, contentType = "text/plain"): string {
  const wire = new MimePart({ contentType, content, transferEncoding: "quoted-printable" }).toString();
  return wire.slice(wire.indexOf("\r\n\r\n") + 4);
}

const octets = (text: string): Uint8Array => new TextEncoder().encode(text);

test("a line of 76 characters stays whole, and a longer one is broken with its soft break as the 76th", () => {
  expect(written("a".repeat(76))).toBe(`${"a".repeat(76)}\r\n`);
  expect(written("a".repeat(77))).toBe(`${"a".repeat(75)}=\r\naa\r\n`);
  expect(written(`${"a".repeat(74)}=`)).toBe(`${"a".repeat(74)}=\r\n=3D\r\n`);
  expect(written(`${"a".repeat(73)}=`)).toBe(`${"a".repeat(73)}=3D\r\n`);
});

test("a blank at the end of a line is encoded, and one within it is not", () => {
  expect(written("a b \nc\td\t")).toBe("a b=20\r\nc\td=09\r\n");
});

test("an equals sign and octets beyond ASCII are encoded with capital digits", () => {
  expect(written("1=2 ß\u007f")).toBe("1=3D2 =C3=9F=7F\r\n");
});

test("a CR or an LF alone is data", () => {
  expect(written(octets("a\rb\nc\r\nd"))).toBe("a=0Db=0Ac\r\nd\r\n");
});

test("what is no text has no line breaks, and ends with a soft one", () => {
  expect(written(octets("a\r\nb"), "application/x-data")).toBe("a=0D=0Ab=\r\n");
});
