import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { succeed } from "./command.mjs";

const sources = fileURLToPath(new URL("applications", import.meta.url));

/**
 * Makes an application of its own below a folder, with nothing installed.
 *
 * @param source - whose files it has: the name of a folder in applications/
 */
export async function makeApplication(folder, name, source) {
  const path = join(folder, name);
  await mkdir(path);
  await cp(join(sources, source), path, { recursive: true });
  await writeFile(join(path, "package.json"), JSON.stringify({ name, private: true }));
  return path;
}

/** Installs packages, by name or by path, as an application does. */
export const install = {
  npm: (cwd, env, ...packages) => succeed("npm", ["install", "--no-progress", ...packages], { cwd, env }),
  pnpm: (cwd, env, ...packages) => succeed("pnpm", ["add", "--reporter=append-only", ...packages], { cwd, env }),
};
