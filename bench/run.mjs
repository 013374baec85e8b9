import { parseArgs } from "node:util";
import { goals } from "./goals.mjs";
import { mimeBuild } from "./mime-build.mjs";
import { peer } from "./nodemailer.mjs";
import { smtpSend } from "./smtp-send.mjs";
import { table } from "./table.mjs";

const benches = { "mime-build": mimeBuild, "smtp-send": smtpSend };
const { values, positionals } = parseArgs({
  options: { json: { type: "boolean" }, check: { type: "boolean" } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(", ")}; there are ${Object.keys(benches).join(", ")}.`);
  process.exit(1);
}

const results = [];
for (const [bench, run] of Object.entries(benches)) {
  if (positionals.length > 0 && !positionals.includes(bench)) continue;
  const { enforced, cases } = goals[bench];
  await run((name, { ours, peer, ratio, read }) => {
    const goal = cases[name];
    results.push({ bench, case: name, ours, peer, ratio, goal, met: ratio >= goal, enforced, read });
  });
}

if (values.json) console.log(JSON.stringify({ node: process.version, peer, results }, null, 2));
else console.log(table(results, peer));

const missed = results.filter(({ enforced, ratio, goal }) => enforced && ratio < goal / 2);
if (values.check && missed.length > 0) {
  for (const { bench, case: name, ratio, goal } of missed) {
    console.error(`${bench}, ${name}: x${ratio.toFixed(2)} is below half the goal of x${goal}`);
  }
  process.exitCode = 1;
}
