import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../markdown.ts";
import { publishedBackends } from "./backends/published-backends.ts";
import { backendsDocument } from "./backends-document.ts";

test("docs/backends.md says what the contract holds each backend to", async () => {
  const hint = "docs/backends.md is out of date; `npm test -- backends-document -u` writes it anew";
  await expect(backendsDocument(publishedBackends), hint).toMatchFileSnapshot(join(root, "docs/backends.md"));
});

test("every backend that is published runs the contract", () => {
  const folders = new Set(publishedBackends.map(({ folder }) => folder));
  expect([...folders].sort()).toEqual(readdirSync(join(root, "packages/backends")).sort());
});

test("every class of a backend in packages/ stands in a registration", () => {
  const registrations = sources("tests/src/contract/backends").join();
  const classes = sources("packages").flatMap((source) =>
    Array.from(source.matchAll(/^export class (\w+Backend) extends/gm), ([, name = ""]) => name),
  );
  expect(classes).toContain("SmtpBackend");
  expect(classes.filter((name) => !new RegExp(`\\b${name}\\b`).test(registrations))).toEqual([]);
});

/** The sources in a folder and those beneath it, without tests and what is built. */
function sources(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (/^(?:node_modules|dist|test)$/.test(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return entry.name.endsWith(".ts") ? [readFileSync(join(root, path), "utf8")] : [];
  });
}
