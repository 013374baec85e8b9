// `npm test`: sets everything up and runs every test; arguments go to Vitest.
import { run } from "./pnpm.mjs";
import { setup } from "./setup.mjs";

setup();
const flags = [
  // A process per file costs more than most files; tests put back what they set.
  "--no-isolate",
  "--maxWorkers=100%",
  // Keeps what was transformed, by its content: a quarter of a warm run.
  "--experimental.fsModuleCache=true",
  // A busy machine is no failure: limits on behaviour are tested where they are promised.
  "--testTimeout=30000",
  "--hookTimeout=30000",
];
run(process.execPath, ["node_modules/vitest/vitest.mjs", "run", ...flags, ...process.argv.slice(2)]);
