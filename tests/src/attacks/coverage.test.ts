import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { changingValues } from "./changing-values.ts";
import { DIFFERENCES } from "./differences.ts";
import { entries } from "./entries.ts";
import { listed } from "./listed.ts";
import { OUT_OF_SCOPE } from "./out-of-scope.ts";

const classes = [...new Set(entries.map((entry) => entry.class))];
const leftOut = Object.values(OUT_OF_SCOPE).flat();

/** The ids that attacks and tests of their own begin with. */
function carriedOut(): readonly string[] {
  const attacks = listed(
    classes.filter((name) => !["TMPL", "QUEUE", "WEBHOOK", "PLAYGROUND", "TLS"].includes(name)),
    (text) => text,
  ).map(({ name }) => name.split(":", 1).join());
  const tests = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith(".test.ts"))
    .flatMap((name) => {
      const text = readFileSync(join(import.meta.dirname, name), "utf8");
      return Array.from(text.matchAll(/(?:\btest|\))\(\s*["'`]([A-Z]+-\d{3}(?:, [A-Z]+-\d{3})*): /g), ([, ids = ""]) =>
        ids.split(", "),
      ).flat();
    });
  // Values that change are a class of their own, whose names begin with the id.
  return [...attacks, ...tests, ...new Set(changingValues().map(({ name }) => name.split(":", 1).join()))];
}

test("the list is read whole, and an id stands in it once", () => {
  expect(entries).toHaveLength(247);
  expect(new Set(entries.map(({ id }) => id)).size).toBe(247);
});

test("every entry is carried out once, or is said to be out of scope", () => {
  const known = [...carriedOut(), ...leftOut];
  expect(known.filter((id, index) => known.indexOf(id) !== index)).toEqual([]);
  expect([...known].sort()).toEqual(entries.map(({ id }) => id).sort());
  console.info(
    `Of ${entries.length} listed attacks ${known.length - leftOut.length} are carried out, ${leftOut.length} concern no message.`,
  );
});

test("each difference is one, of an entry that is carried out, and has a reason", () => {
  const ids = DIFFERENCES.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  for (const { id, does, means, why } of DIFFERENCES) {
    const { outcome, error = "" } = entries.find((entry) => entry.id === id)?.expect ?? {};
    expect(["reject", "neutralise", "accept"], `${id} is listed`).toContain(outcome);
    expect(leftOut).not.toContain(id);
    const asExpected = does === "sends" ? outcome !== "reject" : outcome === "reject";
    if (asExpected)
      expect(means === undefined ? !error.split("|").includes(does) : means !== "", `${id} differs`).toBe(true);
    else expect(means).toBeUndefined();
    expect(why.length).toBeGreaterThan(20);
  }
  console.info(`${DIFFERENCES.length} differ on purpose.`);
});
