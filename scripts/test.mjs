// `npm test`: sets everything up and runs every test; arguments go to Vitest.
import { run } from "./pnpm.mjs";
import { setup } from "./setup.mjs";

setup();
run(process.execPath, ["node_modules/vitest/vitest.mjs", "run", ...process.argv.slice(2)]);
