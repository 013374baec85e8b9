import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { install, makeApplication } from "./application.mjs";
import { succeed } from "./command.mjs";
import { nodeTypes, typeCheck } from "./typescript.mjs";

const tests = fileURLToPath(new URL("../../packages/testing/test", import.meta.url));

/** Uses the outbox, its matchers and their types with each test runner that they are made for. */
export async function checkTesting(checks, { folder, env }) {
  for (const version of ["3", "4", "5"]) await checkVitest(checks, { folder, env }, version);
  await checkJest(checks, { folder, env });
}

async function checkVitest(checks, { folder, env }, version) {
  const path = await makeApplication(folder, `testing-vitest-${version}`, "testing-vitest");
  // Vitest 5 is for Node 22, and says so by the types that it wants.
  const types = version === "5" ? "@types/node@22" : nodeTypes;
  const names = ["@posthorn/core", "@posthorn/testing", `vitest@${version}`, types];
  await checks.check(`@posthorn/testing type-checks with Vitest ${version}`, async () => {
    await install.npm(path, env, "--engine-strict=false", ...names);
    await typeCheck(path, env);
  });
  await bringConcurrentTests(path);
  await repeatNotIsolated(path);
  const node = version === "5" && Number.parseInt(process.versions.node, 10) < 22 ? await node22() : process.execPath;
  const vitest = (...flags) => succeed(node, ["node_modules/vitest/vitest.mjs", "run", ...flags], { cwd: path, env });
  await checks.check("and runs in it with one line of set-up, 500 tests at once", () => vitest());
  await checks.check("also without isolation", () => vitest("--no-isolate"));
  await checks.check("and with one line in a test file", () => vitest("--config=one-line/vitest.config.mts"));
  await checks.check("which without isolation is enough for one file, and says so in others", () =>
    vitest("--config=not-isolated/vitest.config.mts"),
  );
}

async function checkJest(checks, { folder, env }) {
  const path = await makeApplication(folder, "testing-jest", "testing-jest");
  await checks.check("@posthorn/testing type-checks with Jest", async () => {
    const posthorn = ["@posthorn/core", "@posthorn/memory", "@posthorn/testing"];
    await install.npm(path, env, ...posthorn, "jest@30", "@jest/globals@30", nodeTypes);
    await typeCheck(path, env);
  });
  await checks.check("and runs in it with one line of set-up, 500 tests at once", () =>
    succeed(process.execPath, ["--experimental-vm-modules", "node_modules/jest/bin/jest.js", "--ci=false"], {
      cwd: path,
      env,
    }),
  );
  await checks.check("where the memory backend holds the contract, as it does in node:test", () =>
    succeed(process.execPath, ["--test", "contract.node-test.mjs"], { cwd: path, env }),
  );
}

/** The test that not each file can have its own set-up needs several files. */
async function repeatNotIsolated(path) {
  const folder = join(path, "not-isolated");
  for (const name of ["second", "third"])
    await copyFile(join(folder, "first.test.mts"), join(folder, `${name}.test.mts`));
}

/** The package's own test of concurrent tests, as a test of what is installed. */
async function bringConcurrentTests(path) {
  for (const name of ["concurrent-tests.test", "mailing-server", "seeded-random"]) {
    const source = await readFile(join(tests, `${name}.ts`), "utf8");
    const installed = source
      .replaceAll("../src/index.ts", "@posthorn/testing")
      .replaceAll(/"(\.\/[a-z-]+)\.ts"/g, '"$1.mts"');
    await writeFile(join(path, `${name}.mts`), installed);
  }
}

/** A Node that is new enough for Vitest 5. */
async function node22() {
  return (await succeed("npx", ["--yes", "node@22", "-p", "process.execPath"], {})).trim();
}
