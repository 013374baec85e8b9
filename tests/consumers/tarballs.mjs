import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { succeed } from "./command.mjs";

/** Packs packages as they would be published, and answers where the tarball of each is, by name. */
export async function packAll(packages, { destination, env }) {
  await mkdir(destination);
  const packed = packages.map(async ({ name, folder }) => {
    const args = ["pack", "--json", "--pack-destination", destination];
    const { filename } = JSON.parse(await succeed("pnpm", args, { cwd: folder, env }));
    return [name, resolve(destination, filename)];
  });
  return Object.fromEntries(await Promise.all(packed));
}
