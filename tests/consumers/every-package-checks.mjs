import assert from "node:assert/strict";
import { install, makeApplication } from "./application.mjs";
import { succeed } from "./command.mjs";

/** Installs every package into one application, and imports each. */
export async function checkEveryPackage(checks, { folder, env, packages }) {
  const withAll = await makeApplication(folder, "with-all", "every-package");
  await checks.check("every package installs and imports", async () => {
    await install.npm(withAll, env, ...packages.map(({ name }) => name));
    const importable = packages
      .filter(({ manifest: { exports, main } }) => exports?.["."] ?? main)
      .map(({ name }) => name);
    const printed = await succeed(process.execPath, ["import-each.mjs", ...importable], { cwd: withAll, env });
    const empty = Object.entries(JSON.parse(printed)).filter(([, count]) => count === 0);
    assert.deepEqual(empty, [], "each must export something");
  });
}
