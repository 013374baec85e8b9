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

test("a parameter has each name once, in whatever letter case, and a name that says nothing of its value", () => {
  const field = (...names: readonly string[]): HeaderField =>
    HeaderField.parameterized(
      "X-File",
      "attachment",
      names.map((name) => [name, "a"]),
    );
  expect(() => field("filename", "FileName")).toThrow("X-File has the parameter FileName twice");
  for (const name of ["filename*", "file/name", "file'name", "file%name", "file name", ""])
    expect(() => field(name), name).toThrow("cannot stand in X-File");
  expect(field("FileName").parameters.get("filename"), "names are looked up in lower case").toBe("a");
});

test("what a field gives of its parameters does not change the field, nor any other", () => {
  const field = HeaderField.parameterized("Content-Disposition", "attachment", [["filename", "a.txt"]]);
  for (const { parameters } of [field, HeaderField.unstructured("X-Tag", "a")])
    (parameters as Map<string, string>).set("filename", "evil.exe");
  expect(field.parameters.get("filename")).toBe("a.txt");
  expect(HeaderField.unstructured("X-Tag", "b").parameters.size).toBe(0);
});
