// Breaks the sources in one place at a time, and fails if their own tests do not notice.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { mutants } from "./mutants.mjs";
import { Workshop } from "./workshop.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const AT_A_TIME = 2;

const { values } = parseArgs({ options: { only: { type: "string" } } });
const wanted = values.only?.split(",");
const unknown = wanted?.find((id) => !mutants.some((mutant) => mutant.id === id));
if (unknown !== undefined) end([`There is no mutant ${unknown}.`]);
const chosen = mutants.filter(({ id }) => wanted?.includes(id) ?? true);
const stale = (await Promise.all(chosen.map(staleness))).filter((problem) => problem !== undefined);
if (stale.length > 0) end(stale);

const begun = performance.now();
const results = [];
const workshops = [];
const folder = await mkdtemp(join(tmpdir(), "posthorn-mutations-"));
try {
  for (let number = 0; number < AT_A_TIME; number += 1)
    workshops.push(await Workshop.open(ROOT, join(folder, `${number}`)));
  // Tests that fail anyway would catch every mutant.
  const { failed, broken } = await workshops[0].test();
  if (failed ?? broken) throw new Error(`The tests fail without a mutant: ${failed ?? broken}`);
  const waiting = [...chosen];
  await Promise.all(workshops.map((workshop) => work(workshop, waiting)));
} finally {
  for (const workshop of workshops) await workshop.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}

const count = (outcome) => results.filter((result) => result.outcome === outcome).length;
const bad = results.filter(({ outcome }) => outcome !== "caught");
for (const { mutant, outcome, told } of bad)
  console.log(`\n${outcome.toUpperCase()} ${mutant.id} (${mutant.file}): ${mutant.breaks}${told ? `\n${told}` : ""}`);
const seconds = ((performance.now() - begun) / 1000).toFixed(0);
console.log(
  `\n${results.length} mutants, ${count("caught")} caught, ${count("survived")} survived, ${count("broken")} broken, in ${seconds} s`,
);
process.exitCode = bad.length === 0 ? 0 : 1;

async function work(workshop, waiting) {
  for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
    const { failed, broken } = await workshop.resultOf(mutant);
    const outcome = failed ? "caught" : broken ? "broken" : "survived";
    results.push({ mutant, outcome, told: broken });
    const number = `${results.length}`.padStart(`${chosen.length}`.length);
    console.log(`${number}/${chosen.length}  ${outcome.padEnd(8)}  ${mutant.id}${failed ? `: ${failed}` : ""}`);
  }
}

/** Why a mutant cannot be made of the sources as they are now. */
async function staleness({ id, file, find }) {
  const source = await readFile(join(ROOT, file), "utf8").catch(() => undefined);
  if (source === undefined) return `STALE ${id}: there is no ${file}.`;
  const times = source.split(find).length - 1;
  return times === 1 ? undefined : `STALE ${id}: what it replaces stands in ${file} ${times} times.`;
}

function end(problems) {
  console.error(problems.join("\n"));
  process.exit(1);
}
