// Checks every published package as npm would pack it: publint (strict) and Are the types wrong (ESM only).
import { join } from "node:path";
import { root, run } from "./pnpm.mjs";
import { publishedPackages } from "./published-packages.mjs";

for (const folder of publishedPackages) {
  console.log(`\n${folder}`);
  const cwd = join(root, folder);
  run(join(root, "node_modules/.bin/publint"), ["--strict"], { cwd });
  run(join(root, "node_modules/.bin/attw"), ["--pack", ".", "--profile", "esm-only"], { cwd });
}
