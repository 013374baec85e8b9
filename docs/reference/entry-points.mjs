// What an application can import, and the source that it is built from: read from the `exports` of every published package.
import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { root } from "../../scripts/pnpm.mjs";
import { publishedPackages } from "../../scripts/published-packages.mjs";

export const entryPoints = publishedPackages.flatMap((path) => {
  const folder = join(root, path);
  const { name: packageName, exports } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return Object.entries(exports)
    .filter(([, target]) => target.types)
    .map(([subpath, { types }]) => {
      const name = posix.join(packageName, subpath);
      const source = types.replace(/^\.\/dist\/(.*)\.d\.ts$/, "src/$1.ts");
      return { name, packageName, subpath, folder, source, file: join(folder, source) };
    });
});

export const packageNames = [...new Set(entryPoints.map(({ packageName }) => packageName))];
