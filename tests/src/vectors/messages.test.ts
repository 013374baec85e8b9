import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { configureMail } from "@posthorn/core";
import { afterEach, expect, test } from "vitest";
import { makeFolder, removeFolders } from "../django/folders.ts";
import { type Found, surprises } from "./difference.ts";
import { messageDifferences } from "./message-differences.ts";
import { outcomeOf } from "./outcome.ts";
import { python } from "./python.ts";
import { FURTHER_VECTORS, further, recorded, VECTORS } from "./vector.ts";

const vectors = [...recorded.vectors, ...further];

afterEach(async () => {
  configureMail({});
  await removeFolders();
});

/** Makes every message, and leaves what came of it where compare.py looks for it. */
async function writeOutcomes(): Promise<string> {
  const written = new Map<string, string | Uint8Array>();
  for (const { id, input } of vectors) {
    const { octets, ...meta } = await outcomeOf(input);
    if (octets instanceof Uint8Array) written.set(`${id}.eml`, octets);
    else written.set(`${id}.error.json`, JSON.stringify(octets));
    written.set(`${id}.meta.json`, JSON.stringify(meta));
  }
  const folder = await makeFolder();
  for (const [name, content] of written) await writeFile(join(folder, name), content);
  return folder;
}

function counted(found: Found, ids: readonly string[]): string {
  const agreeing = ids.filter((id) => Object.keys(found[id] ?? { missing: [] }).length === 0).length;
  return `${ids.length}: ${agreeing} agree, ${ids.length - agreeing} differ on purpose`;
}

test("each message is what Django made of it, or differs as it is listed", { timeout: 60_000 }, async (context) => {
  const found = python<Found>(context, "compare_messages.py", await writeOutcomes(), VECTORS, FURTHER_VECTORS);
  expect(surprises(found, messageDifferences)).toEqual([]);
  const idsOf = (list: readonly { readonly id: string }[]): readonly string[] => list.map(({ id }) => id);
  console.info(`Django's vectors, ${counted(found, idsOf(recorded.vectors))}.`);
  console.info(`Further vectors, ${counted(found, idsOf(further))}.`);
  expect(recorded.vectors.length).toBe(297);
  expect(Object.keys(found)).toHaveLength(new Set(idsOf(vectors)).size);
});

test("what Django refuses for a line break is a BadHeaderError, whatever else may be wrong with it", async () => {
  const injections = vectors.filter(({ expect: { error } }) => error?.class === "BadHeaderError");
  expect(injections.length).toBeGreaterThan(70);
  for (const { id, input } of injections) {
    const { octets } = await outcomeOf(input);
    expect({ id, octets }).toEqual({ id, octets: { class: "BadHeaderError" } });
  }
});
