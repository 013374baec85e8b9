// Builds the same messages on every runtime and compares the SHA-256 of each with that of digests.json.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { explanations, mostCommon } from "./explanations.mjs";
import { runtimes } from "./runtimes.mjs";
import { table } from "./table.mjs";

const DIGESTS = new URL("digests.json", import.meta.url);
const SHOWN = 20;

const { values } = parseArgs({ options: { only: { type: "string" }, update: { type: "boolean", default: false } } });
const chosen = values.only?.split(",") ?? Object.keys(runtimes);
const unknown = chosen.find((name) => !Object.hasOwn(runtimes, name));
if (unknown !== undefined) end(`There is no runtime ${unknown}; there are ${Object.keys(runtimes).join(", ")}.`);
if (values.update && values.only) end("--update needs every runtime: digests.json is what they agree on.");

const folder = await mkdtemp(join(tmpdir(), "posthorn-runtimes-"));
try {
  const results = [];
  for (const name of chosen) results.push(await resultOf(name));
  const ran = results.filter(({ failure }) => failure === undefined);
  const expected = values.update ? mostCommon(ran) : JSON.parse(await readFile(DIGESTS, "utf8"));
  for (const result of ran) result.differing = differing(result.digests, expected);
  console.log(table(results));
  for (const told of [results.flatMap(problemsOf), await explanations(ran)]) {
    for (const problem of told.slice(0, SHOWN)) console.log(`\n${problem}`);
    if (told.length > SHOWN) console.log(`\nand ${told.length - SHOWN} more`);
  }

  const isWell = results.every((result) => problemsOf(result).length === 0 && result.differing.length === 0);
  if (values.update && isWell) await writeFile(DIGESTS, `${JSON.stringify(expected, null, 2)}\n`);
  if (values.update) console.log(`\ndigests.json is ${isWell ? "what all runtimes agree on" : "left as it was"}.`);
  process.exitCode = isWell ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}

/** What a runtime answers; `failure` if it cannot be run. */
async function resultOf(name) {
  try {
    const { version, ask } = await runtimes[name].start(folder);
    const begun = performance.now();
    const answered = JSON.parse(await ask([]));
    return { name, version, ask, ...answered, seconds: (performance.now() - begun) / 1000 };
  } catch (failure) {
    return { name, failure };
  }
}

/** What is wrong with a runtime's answer, whatever the others have. */
function problemsOf({ name, failure, sending, surprises }) {
  if (failure) return [`${name} cannot be run: ${failure.message}`];
  const surprising = Object.entries(surprises).map(([message, surprise]) => `${message}: ${surprise}`);
  return [...sending, ...surprising].map((problem) => `${name}: ${problem}`);
}

/** The names of messages that have other digests, or that only one side has. */
function differing(digests, expected) {
  const names = new Set([...Object.keys(digests), ...Object.keys(expected)]);
  return [...names].filter((name) => digests[name] !== expected[name]);
}

function end(message) {
  console.error(message);
  process.exit(1);
}
