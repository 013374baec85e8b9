import assert from "node:assert/strict";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { run, succeed } from "./command.mjs";
import { installed } from "./installed.mjs";
import { startSmtpServer } from "./smtp-server.mjs";

const sources = fileURLToPath(new URL("application", import.meta.url));
const require = createRequire(import.meta.url);
const { devDependencies } = require("./package.json");

/** What an install of core and smtp may weigh. */
const LIMIT_MEGABYTES = 5;

/** Installs what was released into applications of several kinds, and uses it. */
export async function checkApplications(checks, { folder, env, packages }) {
  const server = await startSmtpServer();
  const sending = { ...env, ...server.environment };
  const manifest = (name) => packages.find((candidate) => candidate.name === name)?.manifest;

  const application = async (name) => {
    const path = join(folder, name);
    await mkdir(path);
    await cp(sources, path, { recursive: true });
    await writeFile(join(path, "package.json"), JSON.stringify({ name, private: true }));
    return path;
  };
  const npmInstall = (cwd, ...names) => succeed("npm", ["install", "--no-progress", ...names], { cwd, env });

  /** Runs a script of the application that sends one mail, and answers that mail. */
  const send = async (cwd, ...args) => {
    server.take();
    const { status, stdout, stderr } = await run(process.execPath, args, { cwd, env: sending, timeoutMs: 20_000 });
    assert.deepEqual({ status, stdout: stdout.trim(), stderr }, { status: 0, stdout: "1", stderr: "" });
    const arrived = server.take();
    assert.equal(arrived.length, 1, "one mail must have arrived");
    return arrived[0];
  };
  const sendFromEsm = async (cwd) => {
    const mail = await send(cwd, "--trace-warnings", "send.mjs");
    assert.deepEqual(mail.envelope, { from: "from@example.com", to: ["ada@example.com"] });
    assert.equal(mail.subject, "Grüße from ESM");
    assert.equal(mail.text.trim(), "Hello, Ada.");
    assert.equal(mail.html.trim(), "<p>Hello, <b>Ada</b>.</p>");
  };
  const sendFromCommonJs = async (cwd) => {
    const mail = await send(cwd, "--trace-warnings", "send.cjs");
    assert.equal(mail.subject, "Hello from CommonJS");
    assert.equal(mail.text.trim(), "Hello, Bob.");
  };

  const withNpm = await application("with-npm");
  await checks.need("npm install @posthorn/core @posthorn/smtp", () =>
    npmInstall(withNpm, "@posthorn/core", "@posthorn/smtp"),
  );
  await checks.check("they bring only what they name", async () => {
    const { names, megabytes } = await installed(withNpm);
    console.log(`        ${names.join(", ")}: ${megabytes.toFixed(2)} MB`);
    const direct = ["@posthorn/core", "@posthorn/smtp"];
    const named = direct.flatMap((name) => Object.keys(manifest(name).dependencies ?? {}));
    const bare = names.map((name) => name.slice(0, name.lastIndexOf("@")));
    assert.deepEqual(bare, [...new Set([...direct, ...named])].sort());
    assert.ok(megabytes < LIMIT_MEGABYTES, `they weigh ${megabytes} MB, and may weigh ${LIMIT_MEGABYTES}`);
  });
  await checks.check("an ES module sends through SMTP, set up by the environment alone", () => sendFromEsm(withNpm));
  await checks.check("a CommonJS script sends, without a warning", () => sendFromCommonJs(withNpm));
  await checks.check("a backend that is not installed is an error with the line that installs it", async () => {
    const options = { cwd: withNpm, env: { ...sending, EMAIL_BACKEND: "@posthorn/ses" }, timeoutMs: 20_000 };
    const { status, stderr } = await run(process.execPath, ["send.mjs"], options);
    assert.notEqual(status, 0);
    assert.match(stderr, /npm install @posthorn\/ses/);
  });

  await checks.check("types check with nodenext, strict and skipLibCheck off, in TypeScript 7 and 5", async () => {
    await npmInstall(withNpm, "--save-dev", `@types/node@${devDependencies["@types/node"]}`);
    for (const name of ["typescript", "typescript-5"]) {
      const tsc = join(dirname(require.resolve(`${name}/package.json`)), "bin/tsc");
      await succeed(process.execPath, [tsc, "--project", "."], { cwd: withNpm, env });
    }
  });

  const withPnpm = await application("with-pnpm");
  await checks.check("pnpm add @posthorn/core @posthorn/smtp", () =>
    succeed("pnpm", ["add", "--reporter=append-only", "@posthorn/core", "@posthorn/smtp"], { cwd: withPnpm, env }),
  );
  await checks.check("the backend is found in pnpm's strict layout, from an ES module", () => sendFromEsm(withPnpm));
  await checks.check("and from a CommonJS script", () => sendFromCommonJs(withPnpm));

  const withAll = await application("with-all");
  await checks.check("every package installs and imports", async () => {
    const names = packages.map(({ name }) => name);
    await npmInstall(withAll, ...names);
    const importable = packages
      .filter(({ manifest: { exports, main } }) => exports?.["."] ?? main)
      .map(({ name }) => name);
    const printed = await succeed(process.execPath, ["import-each.mjs", ...importable], { cwd: withAll, env });
    const empty = Object.entries(JSON.parse(printed)).filter(([, count]) => count === 0);
    assert.deepEqual(empty, [], "each must export something");
  });

  for (const version of ["3", "4", "5"]) {
    const withVitest = join(await application(`with-vitest-${version}`), "matchers");
    // Vitest 5 is for Node 22, and says so by the types that it wants.
    const types = `@types/node@${version === "5" ? "22" : devDependencies["@types/node"]}`;
    await checks.check(`the matchers type-check with Vitest ${version}`, async () => {
      await npmInstall(
        dirname(withVitest),
        "--engine-strict=false",
        "@posthorn/core",
        "@posthorn/testing",
        `vitest@${version}`,
        types,
      );
      const tsc = join(dirname(require.resolve("typescript/package.json")), "bin/tsc");
      await succeed(process.execPath, [tsc, "--project", "."], { cwd: withVitest, env });
    });
    if (version === "5" && Number.parseInt(process.versions.node, 10) < 22) continue;
    await checks.check(`and run in it with one line of set-up`, () =>
      succeed(process.execPath, ["../node_modules/vitest/vitest.mjs", "run"], { cwd: withVitest, env }),
    );
  }

  if (manifest("@posthorn/templates")) {
    const withTemplates = await application("with-templates");
    await checks.check(
      "npm install @posthorn/core @posthorn/templates, without the optional mjml and html-to-text",
      async () => {
        await npmInstall(withTemplates, "@posthorn/core", "@posthorn/templates");
        const { names, megabytes } = await installed(withTemplates);
        console.log(`        ${names.length} packages: ${megabytes.toFixed(2)} MB`);
        assert.ok(!names.some((name) => /^(?:mjml|html-to-text)@/.test(name)), "an optional peer was installed");
      },
    );
    for (const [template, peer] of [
      ["markup", "mjml"],
      ["html", "html-to-text"],
    ]) {
      await checks.check(`without ${peer}, the error names the line that installs it`, async () => {
        const options = { cwd: withTemplates, env, timeoutMs: 20_000 };
        const { status, stderr } = await run(process.execPath, ["render.mjs", template], options);
        assert.notEqual(status, 0);
        assert.match(stderr, new RegExp(`npm install (?:.* )?${peer}\\b`));
      });
    }
    await checks.check("a template with its own text needs neither", async () => {
      const printed = await succeed(process.execPath, ["render.mjs", "complete"], { cwd: withTemplates, env });
      assert.deepEqual(JSON.parse(printed), {
        subject: "Hello, Ada",
        text: "Hello, Ada.\n",
        html: "<p>Hello, Ada.</p>\n",
      });
    });
  }
  await server.close();
}
