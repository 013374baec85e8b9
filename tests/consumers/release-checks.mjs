import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { succeed } from "./command.mjs";
import { loopbackEnvironment, plainEnvironment } from "./environment.mjs";
import { manifestProblems } from "./manifest-problems.mjs";
import { startRegistry } from "./registry.mjs";
import { assertLoopbackOnly, ensureChangeset, publicPackages } from "./release.mjs";
import { packAll } from "./tarballs.mjs";
import { copyWorkingTree, gitEnvironment } from "./working-tree-copy.mjs";

/** Versions, builds, packs and publishes a copy of the working tree, as a release does. */
export async function checkRelease(checks, { repository, folder }) {
  const [copy, home, registryFolder] = ["repository", "home", "registry"].map((name) => join(folder, name));
  for (const path of [copy, home, registryFolder]) await mkdir(path);
  const plain = { ...plainEnvironment(), ...gitEnvironment };
  const inCopy = (env, ...args) => succeed(process.execPath, ["scripts/pnpm.mjs", ...args], { cwd: copy, env });

  await checks.need("the working tree is copied into a repository of its own", () =>
    copyWorkingTree(repository, copy, plain),
  );
  const { packageManager } = JSON.parse(await readFile(join(copy, "package.json"), "utf8"));
  plain.PATH = await checks.need(`npx brings ${packageManager}`, async () => {
    const args = ["--yes", "--package", packageManager, "--", "node", "-p", "process.env.PATH"];
    return (await succeed("npx", args, { cwd: folder, env: plain })).trim();
  });
  const install = () =>
    inCopy(plain, "install", "--frozen-lockfile", "--prod=false", "--prefer-offline", "--reporter=append-only");
  await checks.need("the lockfile installs", install);
  const pending = await ensureChangeset(
    copy,
    (await publicPackages(copy, plain)).map(({ name }) => name),
  );
  await checks.need(`changeset version (${pending.join(", ")})`, () => inCopy(plain, "run", "version-packages"));
  await checks.need("the lockfile that this wrote installs", install);
  const packages = await publicPackages(copy, plain);
  await checks.need("every package builds", () =>
    inCopy(plain, "exec", "turbo", "run", "build", "--output-logs=errors-only"),
  );
  const tarballs = await checks.need("every package packs into a tarball", () =>
    packAll(packages, { destination: join(folder, "tarballs"), env: plain }),
  );

  const upstream = (await succeed("npm", ["config", "get", "registry"], { cwd: folder, env: plain })).trim();
  const registry = await checks.need("a registry starts on loopback", () =>
    startRegistry({ folder: registryFolder, upstream, packages: packages.map(({ name }) => name), env: plain }),
  );
  const env = { ...loopbackEnvironment({ home, registry: registry.url, path: plain.PATH }), ...gitEnvironment };
  const { host } = new URL(registry.url);
  await writeFile(
    join(home, ".npmrc"),
    `registry=${registry.url}\n@posthorn:registry=${registry.url}\n//${host}/:_authToken=${registry.token}\n`,
  );
  await checks.need("nothing can be published anywhere else", () =>
    assertLoopbackOnly({ folder: copy, env, registry: registry.url, packages }),
  );
  // Not through `pnpm exec`, which would install everything again, from a registry that is new to it.
  await checks.need("changeset publish", () =>
    succeed(process.execPath, ["node_modules/@changesets/cli/bin.js", "publish"], { cwd: copy, env }),
  );
  await checks.check(
    `all ${packages.length} public packages are there, from 1.0.0 on, without workspace ranges`,
    async () => {
      const problems = [];
      for (const { name, manifest } of packages) {
        const { versions } = await registry.packument(name);
        const published = versions[manifest.version];
        if (published) problems.push(...manifestProblems(published));
        else problems.push(`${name}: ${manifest.version} was not published`);
      }
      if (problems.length > 0) throw new Error(problems.join("\n"));
      console.log(packages.map(({ name, manifest }) => `        ${name}@${manifest.version}`).join("\n"));
    },
  );
  await checks.check("each has its tag", async () => {
    const tags = (await succeed("git", ["tag"], { cwd: copy, env })).split("\n");
    const missing = packages
      .map(({ name, manifest }) => `${name}@${manifest.version}`)
      .filter((tag) => !tags.includes(tag));
    if (missing.length > 0) throw new Error(`No tag ${missing.join(", ")}`);
  });
  await checks.check("after this, a minor of @posthorn/core is a major of nothing", async () => {
    await succeed("git", ["add", "--all"], { cwd: copy, env });
    await succeed("git", ["commit", "--quiet", "--message=Released"], { cwd: copy, env });
    await writeFile(join(copy, ".changeset/minor.md"), '---\n"@posthorn/core": minor\n---\n\nMore.\n');
    await succeed(process.execPath, ["node_modules/@changesets/cli/bin.js", "version"], { cwd: copy, env });
    const next = await publicPackages(copy, env);
    const core = next.find(({ name }) => name === "@posthorn/core").manifest.version;
    const before = packages.find(({ name }) => name === "@posthorn/core").manifest.version;
    if (core === before) throw new Error(`@posthorn/core stayed at ${core}`);
    const majors = next.filter(({ name, manifest }) => {
      const [was] = packages.filter((candidate) => candidate.name === name);
      return Number.parseInt(manifest.version, 10) > Number.parseInt(was.manifest.version, 10);
    });
    if (majors.length > 0) throw new Error(`It would be one of ${majors.map(({ name }) => name).join(", ")}`);
  });
  return { env, packages, tarballs };
}
