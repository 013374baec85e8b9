import { parseArgs } from "node:util";
import { addressParser } from "./address-parser.mjs";
import { goalOf, reached } from "./goals.mjs";
import { importCost } from "./import-cost.mjs";
import { mimeBuild } from "./mime-build.mjs";
import { oneCore } from "./one-core.mjs";
import { sendMailRate } from "./send-mail.mjs";
import { smtpSend } from "./smtp-send.mjs";
import { stream } from "./stream.mjs";
import { shownGoal, table } from "./table.mjs";
import { testOutbox } from "./test-outbox.mjs";
import { units } from "./units.mjs";

const benches = {
  "mime-build": mimeBuild,
  "one-core": oneCore,
  stream,
  "address-parser": addressParser,
  "smtp-send": smtpSend,
  "send-mail": sendMailRate,
  "import-cost": importCost,
  "test-outbox": testOutbox,
};
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
  await run((name, figures) => {
    const result = { bench, case: name, ...figures };
    const goal = goalOf(result);
    if (goal) Object.assign(result, { goal, reached: reached(goal, result), met: reached(goal, result) >= 1 });
    results.push(result);
  });
}

if (values.json) console.log(JSON.stringify({ node: process.version, results }, null, 2));
else console.log(table(results));

const missed = results.filter(({ goal, reached: part }) => goal?.enforced && !(part >= 0.5));
if (values.check && missed.length > 0) {
  for (const result of missed) {
    const { of } = result.goal;
    const figure = units[of === "ratio" ? "ratio" : result.unit](result[of]);
    const name = `${result.bench}, ${result.case}, ${result.against}`;
    console.error(`${name}: ${figure} misses the goal of ${shownGoal(result)} by more than half`);
  }
  process.exitCode = 1;
}
