import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

/** The packages in a node_modules folder that npm made, as `name@version`, sorted; and their size. */
export async function installed(folder) {
  const names = [];
  let bytes = 0;
  for (const entry of await readdir(join(folder, "node_modules"), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = entry.parentPath ?? entry.path;
    bytes += (await stat(join(path, entry.name))).size;
    if (entry.name !== "package.json" || !/node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+$/.test(path)) continue;
    const { name, version } = JSON.parse(await readFile(join(path, entry.name), "utf8"));
    names.push(`${name}@${version}`);
  }
  return { names: names.sort(), megabytes: bytes / 1e6 };
}
