import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { addressDifferences } from "./address-differences.ts";
import { type Difference, surprises } from "./difference.ts";
import { guessDifferences } from "./guess-differences.ts";
import { messageDifferences } from "./message-differences.ts";

const document = readFileSync(new URL("../../../docs/differences-from-django.md", import.meta.url), "utf8");
const rows = new Set(
  Array.from(document.matchAll(/\| ([BP][\d.]+(?:, [BP][\d.]+)*) \|$/gm), ([, ids = ""]) => ids.split(", ")).flat(),
);
const lists: readonly (readonly [name: string, list: readonly Difference[]])[] = [
  ["messages", messageDifferences],
  ["mailboxes", addressDifferences],
  ["guessed types", guessDifferences],
];

test.each(lists)("the differences of %s are of one vector each, and cite an RFC", (_, list) => {
  const ids = list.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(list.filter(({ differs }) => Object.values(differs).flat().length === 0)).toEqual([]);
  expect(list.filter(({ why }) => !/RFC \d+, \d/.test(why)).map(({ id, why }) => `${id}: ${why}`)).toEqual([]);
});

test.each(lists)("users are told of each difference of %s", (_, list) => {
  const untold = list.filter(({ row }) => !rows.has(row)).map(({ id, row }) => `${id}: ${row}`);
  expect(untold, "docs/differences-from-django.md has no such row").toEqual([]);
});

test("what is not listed, is listed and agrees, or differs in something else, is told", () => {
  const entry: Difference = { id: "1", given: "", differs: { part: ["a"] }, why: "", right: "both", row: "" };
  expect(surprises({ "1": { part: ["a"] }, "2": {} }, [entry])).toEqual([]);
  expect(surprises({ "1": {} }, [entry])).toEqual(["1 is listed, and agrees: part: a"]);
  expect(surprises({ "1": { part: ["a"], tree: ["b"] } }, [entry])).toEqual(["1 differs, and is not listed: tree: b"]);
  expect(surprises({ "1": { part: ["b"] } }, [entry])).toEqual([
    "1 differs, and is not listed: part: b",
    "1 is listed, and agrees: part: a",
  ]);
  expect(surprises({ "2": null }, [entry])).toEqual(["1 is listed, and there is no such vector", "2 was not compared"]);
});
