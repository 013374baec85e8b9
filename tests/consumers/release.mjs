import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run, succeed } from "./command.mjs";

/** The packages of a workspace that are published: name, folder and manifest. */
export async function publicPackages(folder, env) {
  const listed = await succeed("pnpm", ["list", "--recursive", "--depth=-1", "--json"], { cwd: folder, env });
  const projects = JSON.parse(listed).filter((project) => !project.private && project.name);
  return Promise.all(
    projects.map(async ({ name, path }) => ({
      name,
      folder: path,
      manifest: JSON.parse(await readFile(join(path, "package.json"), "utf8")),
    })),
  );
}

/** Where no change waits for a release, makes one that releases every package as a new major version. */
export async function ensureChangeset(folder, names) {
  const files = await readdir(join(folder, ".changeset"));
  const pending = files.filter((file) => file.endsWith(".md") && file !== "README.md");
  if (pending.length > 0) return pending;
  const lines = names.map((name) => `"${name}": major`);
  await writeFile(join(folder, ".changeset/first-release.md"), `---\n${lines.join("\n")}\n---\n\nReleased.\n`);
  return ["first-release.md, made for this run"];
}

/** Throws unless everything that could be asked where to publish names the registry on loopback. */
export async function assertLoopbackOnly({ folder, env, registry, packages }) {
  if (new URL(registry).hostname !== "127.0.0.1") throw new Error(`${registry} is not on loopback`);
  for (const tool of ["npm", "pnpm"]) {
    for (const key of ["registry", "@posthorn:registry"]) {
      const { stdout } = await run(tool, ["config", "get", key], { cwd: folder, env });
      const value = stdout.trim();
      const unset = key !== "registry" && ["", "undefined"].includes(value);
      if (!unset && value.replace(/\/*$/, "/") !== registry) throw new Error(`${tool} would publish to ${value}`);
    }
  }
  for (const { name, manifest } of packages) {
    const chosen = Object.keys(manifest.publishConfig ?? {}).filter((key) => key.endsWith("registry"));
    if (chosen.length > 0) throw new Error(`${name} chooses a registry of its own in publishConfig`);
  }
}
