import assert from "node:assert/strict";
import { cp, mkdir, readFile, realpath, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { install, makeApplication } from "./application.mjs";
import { run } from "./command.mjs";
import { environmentWithoutScope } from "./environment.mjs";
import { installed } from "./installed.mjs";
import { manifestProblems } from "./manifest-problems.mjs";
import { checkSpecifiers } from "./specifier-checks.mjs";
import { checkSpecifierErrors } from "./specifier-error-checks.mjs";

/** Installs the packed packages where no registry has them, and finds backends by their specifiers there. */
export async function checkTarballs(checks, { folder, packages, tarballs, ...released }) {
  const env = await environmentWithoutScope(released.env, join(folder, "home-for-tarballs"));
  const applications = {
    npm: await makeApplication(folder, "tarballs-with-npm", "specifiers"),
    pnpm: await inWorkspace(join(folder, "tarballs-with-pnpm"), overrides(packages, tarballs)),
  };
  for (const [manager, cwd] of Object.entries(applications)) {
    const check = (name, action) => checks.check(`${manager}: ${name}`, action);
    const paths = Object.values(tarballs).map((path) => relative(cwd, path));
    await check("no registry has @posthorn/core", async () => {
      const { status, stdout } = await run(manager, ["view", "@posthorn/core", "version"], { cwd, env });
      assert.notEqual(status, 0, `${manager} found ${stdout}`);
    });
    await checks.need(`${manager}: install ${paths.map((path) => path.split(/[\\/]/).at(-1)).join(" ")}`, () =>
      install[manager](cwd, env, ...paths),
    );
    await check("each is installed once, as it was packed", async () => {
      const { names } = await installed(manager === "npm" ? cwd : join(cwd, ".."));
      const released = packages.map(({ name, manifest }) => `${name}@${manifest.version}`).sort();
      assert.deepEqual(
        names.filter((name) => name.startsWith("@posthorn/")),
        released,
      );
      const manifests = packages.map(({ name }) => readFile(join(cwd, "node_modules", name, "package.json"), "utf8"));
      assert.deepEqual(
        (await Promise.all(manifests)).flatMap((text) => manifestProblems(JSON.parse(text))),
        [],
      );
    });
    await cp(join(cwd, "third-party"), join(cwd, "node_modules"), { recursive: true });
    await checkSpecifiers(check, { cwd, env, elsewhere: folder });
    await checkSpecifierErrors(check, { cwd, env, elsewhere: folder });
  }
  await checks.check("pnpm: from where core itself is, no backend could be found", async () => {
    const core = await realpath(join(applications.pnpm, "node_modules/@posthorn/core/package.json"));
    assert.throws(() => createRequire(core).resolve("@posthorn/console"), { code: "MODULE_NOT_FOUND" });
  });
}

/** Makes the application a member of a workspace, in the strictest layout: a package sees what it names, and nothing else. */
async function inWorkspace(root, overrides) {
  await mkdir(root);
  // JSON is YAML.
  await writeFile(
    join(root, "pnpm-workspace.yaml"),
    JSON.stringify({ packages: ["application"], hoist: false, overrides }),
  );
  await writeFile(join(root, "package.json"), JSON.stringify({ name: "workspace", private: true }));
  return makeApplication(root, "application", "specifiers");
}

/**
 * The tarballs of packages that others bring along. pnpm takes a peer from the application, but asks a registry for a
 * dependency, whatever the application has; npm takes both from the application.
 */
function overrides(packages, tarballs) {
  const brought = packages.flatMap(({ manifest }) => Object.keys(manifest.dependencies ?? {}));
  return Object.fromEntries(brought.filter((name) => name in tarballs).map((name) => [name, `file:${tarballs[name]}`]));
}
