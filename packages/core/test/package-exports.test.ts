import { describe, expect, test } from "vitest";
import { exportedForImport } from "../src/package-exports.ts";

/** What a package exports for a specifier, with a manifest that stands in the second of two folders. */
function exported(exports: unknown, specifier = "@a/b"): string | undefined {
  const read = (folder: string, file: string): string | undefined =>
    folder === "/app/node_modules" && file === "@a/b/package.json" ? JSON.stringify({ exports }) : undefined;
  const found = exportedForImport(specifier, ["/app/src/node_modules", "/app/node_modules"], read);
  return found && `${found.folder} ${found.file}`;
}

describe("of a package that exports", () => {
  test.each<[string, unknown, string | undefined]>([
    ["only for import", { ".": { import: "./own.mjs" } }, "./own.mjs"],
    ["another file for require, first", { ".": { require: "./no.cjs", default: "./own.mjs" } }, "./own.mjs"],
    ["types beside it", { ".": { types: "./own.d.ts", default: "./own.js" } }, "./own.js"],
    ["conditions without subpaths", { node: { import: "./own.mjs", require: "./no.cjs" } }, "./own.mjs"],
    ["for browsers first", { ".": { browser: "./no.js", default: "./own.js" } }, "./own.js"],
    ["one file", "./own.mjs", "./own.mjs"],
    ["only for require", { ".": { require: "./no.cjs" } }, undefined],
    ["other subpaths alone", { "./other": "./other.mjs" }, undefined],
    ["nothing by exports", undefined, undefined],
  ])("%s", (_what, exports, file) => {
    expect(exported(exports)).toBe(file && `/app/node_modules/@a/b ${file}`);
  });
});

test("a subpath is looked for by its name", () => {
  const exports = { ".": "./own.mjs", "./sub/path": { import: "./sub.mjs" } };
  expect(exported(exports, "@a/b/sub/path")).toBe("/app/node_modules/@a/b ./sub.mjs");
  expect(exported(exports, "@a/b/missing")).toBeUndefined();
  expect(exported("./own.mjs", "@a/b/missing")).toBeUndefined();
});

test.each(["./own.mjs", "/own.mjs", "C:\\own.mjs", "../own.mjs", "@a/c", ""])(
  "%j is no package of that name",
  (specifier) => {
    expect(exported("./own.mjs", specifier)).toBeUndefined();
  },
);
