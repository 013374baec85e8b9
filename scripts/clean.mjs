// Removes what was built of the published packages: a build leaves the output of deleted sources behind.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "./pnpm.mjs";
import { publishedPackages } from "./published-packages.mjs";

for (const folder of publishedPackages) rmSync(join(root, folder, "dist"), { recursive: true, force: true });
