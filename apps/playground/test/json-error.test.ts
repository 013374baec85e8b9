import { describe, expect, it } from "vitest";
import { findJsonError } from "../src/json-error.ts";

describe("an error of JSON", () => {
  it.each([
    ['{"a": 1,}', 1, 8, "Remove this comma: nothing follows it before }."],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3, "A comma or } is missing before this."],
    ["{a: 1}", 1, 2, "A name must stand in double quotes."],
    ["{\"a\": 'x'}", 1, 7, "A string must stand in double quotes."],
    ['{"a": "x\n"}', 1, 7, "This string has no closing double quote on its line."],
    ['{\n  "a": [1, 2', 2, 8, "This [ is never closed."],
    ['{"a" 1}', 1, 6, "A colon is missing between the name and its value."],
    ['{"a": // one\n1}', 1, 7, "JSON has no comments; remove this one."],
    ['{"a": "\\x"}', 1, 8, "This backslash starts no escape; write \\\\ for a backslash."],
    ['{"a": undefined}', 1, 7, "This is no value: text must stand in double quotes."],
    ['{"a": 01}', 1, 7, "This is no value: text must stand in double quotes."],
    ["{} {}", 1, 4, "The JSON ends before this; only one value is allowed."],
    ["", 1, 1, "A value is missing: the text ends here."],
    ["[".repeat(100_000), 1, 501, "This is nested more than 500 levels deep."],
  ])("in %j stands where it can be mended", (text, line, column, message) => {
    expect(findJsonError(text.slice(0))).toMatchObject({ line, column, message });
  });

  it.each(["{}", "[]", '{"a": [1, -2.5e3, true, false, null, "\\u00e9\\n"], "b": {}}', ' "x" ', "0"])(
    "is not found in %s",
    (text) => {
      expect(findJsonError(text)).toBeUndefined();
    },
  );

  it("is found in exactly the texts that JSON.parse refuses", () => {
    const sample = '{"a": [1, -2.5e3, true, "x\\n\\u00e9"], "b": {"c": null}}';
    for (let index = 0; index < sample.length; index += 1) {
      for (const insert of ["", ",", "}", '"', "\\", "\n", "0", "x"]) {
        const text = sample.slice(0, index) + insert + sample.slice(index + 1);
        expect([text, findJsonError(text) === undefined]).toEqual([text, isJson(text)]);
      }
    }
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
