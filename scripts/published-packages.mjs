// The folders of the packages that are published, below the repository's root.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./pnpm.mjs";

export const publishedPackages = ["packages", "packages/backends", "apps"]
  .flatMap((parent) => readdirSync(join(root, parent)).map((name) => `${parent}/${name}`))
  .filter((folder) => existsSync(join(root, folder, "package.json")))
  .filter((folder) => !JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")).private);
