import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const tests = import.meta.dirname;
const fixtures = join(tests, "../../fixtures/django");
const differences = join(tests, "../../../docs/differences-from-django.md");

/** A place that names a statement. */
interface Mention {
  readonly id: string;
  readonly where: string;
}

const IDS = "[BP]\\d+\\.\\d+(?:, [BP]\\d+\\.\\d+)*";
const HEADING = /^## (.*)$/;
const HEADER = "| Django 5.2 | Posthorn | why | id |";
const PAGE = "The page";

function linesOf(file: string): readonly string[] {
  return readFileSync(file, "utf8").split("\n");
}

function mentions(ids: string, where: string): readonly Mention[] {
  return ids.split(", ").map((id) => ({ id, where }));
}

/** The statements of a fixture by id: its letter, the number of its section, and its place in it. */
function statements(letter: string, file: string): readonly (readonly [id: string, text: string])[] {
  let section = "";
  let count = 0;
  return linesOf(join(fixtures, file)).flatMap((line) => {
    const [, number] = /^## (\d+)\. /.exec(line) ?? [];
    if (number !== undefined) {
      section = number;
      count = 0;
    }
    if (section === "" || !line.startsWith("- ")) return [];
    count += 1;
    return [[`${letter}${section}.${count}`, line.slice(2)] as const];
  });
}

/** What tests name at the beginning of their names; one that is skipped proves nothing. */
function testMentions(): readonly Mention[] {
  const names = new RegExp(`(?:\\btest|\\))\\(\\s*["'\`](${IDS}): `, "g");
  return readdirSync(tests)
    .filter((name) => name.endsWith(".test.ts"))
    .flatMap((name) =>
      Array.from(readFileSync(join(tests, name), "utf8").matchAll(names), ([, ids = ""]) => mentions(ids, name)).flat(),
    );
}

/** The rows of the tables of differences, each with the heading above it; the overviews have other headers. */
function rows(): readonly { readonly heading: string; readonly cells: readonly string[]; readonly ids: string }[] {
  let heading = "";
  let isInTable = false;
  return linesOf(differences).flatMap((line) => {
    heading = HEADING.exec(line)?.[1] ?? heading;
    isInTable = line === HEADER || (isInTable && line.startsWith("|"));
    if (!isInTable || !line.startsWith("| ") || line === HEADER) return [];
    const cells = line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim());
    return [{ heading, cells, ids: cells.at(-1) ?? "" }];
  });
}

/** Every id that stands anywhere in the document of differences, also where it is no row's. */
function named(): readonly string[] {
  return linesOf(differences).flatMap((line) => Array.from(line.matchAll(/\b[BP]\d+\.\d+\b/g), ([id]) => id));
}

const all = new Map([...statements("B", "behaviours.md"), ...statements("P", "sending-email.md")]);
const tested = testMentions();
const differing = rows().flatMap(({ ids }) => mentions(ids, "differences-from-django.md"));

const idsOf = (list: readonly Mention[]): ReadonlySet<string> => new Set(list.map(({ id }) => id));
const shown = (id: string): string => `${id}: ${all.get(id)}`;

test("Django's behaviours and the statements of its page are all read", () => {
  const count = (letter: string): number => [...all.keys()].filter((id) => id.startsWith(letter)).length;
  expect([count("B"), count("P")]).toEqual([197, 164]);
});

test("every statement has a test, or a row among the differences", () => {
  const [proved, differs] = [idsOf(tested), idsOf(differing)];
  const both = [...differs].filter((id) => proved.has(id)).length;
  console.info(`Of ${all.size} statements ${proved.size} are tested, ${differs.size} differ (${both} of them tested).`);
  const missing = [...all.keys()].filter((id) => !proved.has(id) && !differs.has(id)).map(shown);
  expect(missing, "No test's name begins with these, no row of docs/differences-from-django.md has them").toEqual([]);
});

test("no test and no row names a statement that does not exist", () => {
  const unknown = [...tested, ...differing].filter(({ id }) => !all.has(id));
  expect(unknown, "There is no such line in the fixtures; is the number right?").toEqual([]);
});

test("what the document of differences names anywhere has a row in it", () => {
  const differs = idsOf(differing);
  expect(named().length).toBeGreaterThan(differs.size);
  expect(named().filter((id) => !differs.has(id))).toEqual([]);
});

test("each row stands below the heading of its section, and says all four things", () => {
  const headings = new Map(
    linesOf(join(fixtures, "behaviours.md")).flatMap((line) => {
      const [, heading = "", number] = /^## ((\d+)\. .*)$/.exec(line) ?? [];
      return number === undefined ? [] : [[number, heading] as const];
    }),
  );
  const headingOf = (id: string): string | undefined =>
    id.startsWith("P") ? PAGE : headings.get(/\d+/.exec(id)?.[0] ?? "");
  const misplaced = rows().filter(({ heading, ids }) => ids.split(", ").some((id) => headingOf(id) !== heading));
  expect(misplaced.map(({ heading, ids }) => `${ids} stands below "${heading}"`)).toEqual([]);
  const incomplete = rows().filter(({ cells }) => cells.length !== 4 || cells.includes(""));
  expect(
    incomplete.map(({ cells }) => cells),
    "A row has what Django does, what Posthorn does, why, and an id",
  ).toEqual([]);
  const ids = differing.map(({ id }) => id);
  expect(
    ids.filter((id, index) => ids.indexOf(id) !== index),
    "These have two rows",
  ).toEqual([]);
});
