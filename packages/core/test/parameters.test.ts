import { expect, test } from "vitest";
import { HeaderField } from "../src/mime/index.ts";

const written = (filename: string): string =>
  HeaderField.parameterized("X-File", "attachment", [["filename", filename]]).body;

test("what means something in the extended form is encoded, each octet with two digits", () => {
  expect(written("é 100%'*(\t).txt")).toBe("attachment; filename*=utf-8''%C3%A9%20100%25%27%2A%28%09%29.txt");
});

test("quotes and backslashes of a quoted string are escaped", () => {
  expect(written('a "b" \\c')).toBe('attachment; filename="a \\"b\\" \\\\c"');
  expect(written("a;b")).toBe('attachment; filename="a;b"');
});

test("a value that looks like an encoded-word is written in the extended form", () => {
  expect(written("=?utf-8?q?a?=")).toBe("attachment; filename*=utf-8''%3D%3Futf-8%3Fq%3Fa%3F%3D");
});

test("a long value is continued in short pieces, of which the first alone names its character set", () => {
  const long = "a".repeat(56);
  expect(written(`${long}${long}b`)).toBe(`attachment; filename*0*=utf-8''${long}; filename*1*=${long}; filename*2*=b`);
});
