import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { builtUrl } from "./built.mjs";
import { median } from "./median.mjs";
import { nodemailerVersion } from "./nodemailer.mjs";
import manifest from "./package.json" with { type: "json" };

const ROUNDS = 25;
const WARM_UP_ROUNDS = 2;
const CLOCKS = { "wall time": "wall", "CPU time": "cpu" };
const EMPTY = "nothing";

/** What each program imports. */
const imports = {
  [EMPTY]: [],
  core: [builtUrl("core")],
  "core and smtp": [builtUrl("core"), builtUrl("backends/smtp")],
  "@upyo/core": [import.meta.resolve("@upyo/core")],
  nodemailer: [import.meta.resolve("nodemailer")],
};

/** Each of ours is set against the peer that does the same. */
const peers = {
  core: { name: "@upyo/core", against: `@upyo/core ${manifest.devDependencies["@upyo/core"]}` },
  "core and smtp": { name: "nodemailer", against: nodemailerVersion },
};

/** What an import adds to a process that imports nothing, in milliseconds: whole processes, in turn. */
export async function importCost(report) {
  const folder = await mkdtemp(join(tmpdir(), "posthorn-bench-"));
  try {
    const costs = measure(await writePrograms(folder));
    for (const [name, peer] of Object.entries(peers)) {
      for (const [title, clock] of Object.entries(CLOCKS)) {
        const [ours, theirs] = [name, peer.name].map((side) => median(costs[side][clock]));
        report(`${name}, ${title}`, { unit: "ms", ours, peer: theirs, ratio: theirs / ours, against: peer.against });
      }
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Writes a program for each list of imports, which tells at its end how much CPU time it has used; answers their paths. */
async function writePrograms(folder) {
  const paths = {};
  for (const [index, [name, urls]] of Object.entries(imports).entries()) {
    const lines = urls.map((url) => `import ${JSON.stringify(url)};\n`);
    paths[name] = join(folder, `${index}.mjs`);
    await writeFile(paths[name], `${lines.join("")}console.log(JSON.stringify(process.cpuUsage()));\n`);
  }
  return paths;
}

/** What each program takes beyond the empty one of the same round. */
function measure(paths) {
  const names = Object.keys(paths);
  const costs = Object.fromEntries(names.map((name) => [name, { wall: [], cpu: [] }]));
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1) {
    const order = round % 2 === 0 ? names : names.toReversed();
    const times = Object.fromEntries(order.map((name) => [name, timeOf(paths[name])]));
    if (round < 0) continue;
    for (const name of names) {
      for (const clock of Object.values(CLOCKS)) costs[name][clock].push(times[name][clock] - times[EMPTY][clock]);
    }
  }
  return costs;
}

/** How many milliseconds a program takes from its start to its end, and how many of CPU time until its imports are done. */
function timeOf(path) {
  const env = { ...process.env, NODE_OPTIONS: "", NODE_COMPILE_CACHE: "" };
  const begun = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [path], { env, encoding: "utf8" });
  const wall = performance.now() - begun;
  if (status !== 0) throw new Error(`A program of import-cost failed:\n${stderr}`);
  const { user, system } = JSON.parse(stdout);
  return { wall, cpu: (user + system) / 1000 };
}
