import { expect, test } from "vitest";
import { UnsupportedEncodingError } from "../src/index.ts";
import { MimePart } from "../src/mime/index.ts";

const written = (content: string, charset: string): MimePart =>
  new MimePart({ contentType: `text/plain; charset=${charset}`, content });

test.each([
  ["a letter beyond us-ascii", "us-ascii", "é"],
  ["a letter that another set has", "iso-8859-1", "€"],
  ["what stands in a hole of windows-1252", "windows-1252", "\u0081"],
  ["what stands in a hole of windows-1253", "windows-1253", "\u0081"],
  ["what readers dispute of koi8-u", "koi8-u", "ў"],
  ["what readers dispute of koi8-u by RFC 2319", "koi8-u", "╝"],
])("%s is not written", (_, charset, character) => {
  expect(() => written(character, charset)).toThrow(UnsupportedEncodingError);
});

test("ASCII too is refused in a set that is none", () => {
  expect(() => written("a", "utf-7")).toThrow(UnsupportedEncodingError);
  expect(() => written("a", "x-unknown")).toThrow(UnsupportedEncodingError);
});
