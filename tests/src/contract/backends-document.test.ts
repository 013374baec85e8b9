import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../markdown.ts";
import { publishedBackends } from "./backends/published-backends.ts";
import { backendsDocument } from "./backends-document.ts";

test("docs/backends.md says what the contract holds each backend to", async () => {
  const hint = "docs/backends.md is out of date; `npm test -- backends-document -u` writes it anew";
  await expect(backendsDocument(publishedBackends), hint).toMatchFileSnapshot(join(root, "docs/backends.md"));
});

test("every package of a backend runs the contract", () => {
  const folders = new Set(publishedBackends.map(({ folder }) => folder));
  expect([...folders].sort()).toEqual(readdirSync(join(root, "packages/backends")).sort());
});
