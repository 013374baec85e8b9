// Has four readers read random messages and the fixtures of core, and compares what they find with what was written.
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { checkFixtures } from "./checks/fixtures.mjs";
import { checkKnownBugs } from "./checks/known-bugs.mjs";
import { checkRandomMessages } from "./checks/random-messages.mjs";
import { AllReaders } from "./readers/all-readers.mjs";
import { Summary } from "./summary.mjs";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "20000" },
    seed: { type: "string", default: "1" },
    only: { type: "string" },
    workers: { type: "string", default: String(availableParallelism()) },
  },
});
const whole = (name) => {
  const number = Number(values[name]);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  console.error(`--${name} is a whole number; got ${values[name]}.`);
  process.exit(1);
};
const seed = values.seed === "random" ? Math.floor(Math.random() * 2 ** 31) : whole("seed");
const count = whole("count");
const only = values.only === undefined ? undefined : whole("only");
const from = only ?? 0;
const workers = only === undefined ? Math.max(1, Math.min(whole("workers"), count)) : 1;

const summary = new Summary(seed);
if (only === undefined) {
  const readers = new AllReaders();
  await checkKnownBugs(readers, summary);
  await checkFixtures(readers, summary);
  readers.end();
}
await checkRandomMessages({ seed, from, to: only === undefined ? count : only + 1, workers }, summary);
summary.print();
process.exit(summary.failed === 0 ? 0 : 1);
