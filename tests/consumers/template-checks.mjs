import assert from "node:assert/strict";
import { install, makeApplication } from "./application.mjs";
import { run, succeed } from "./command.mjs";
import { installed } from "./installed.mjs";

/** Renders templates where the optional peers are not installed. */
export async function checkTemplates(checks, { folder, env }) {
  const withTemplates = await makeApplication(folder, "with-templates", "templates");
  await checks.check(
    "npm install @posthorn/core @posthorn/templates, without the optional mjml and html-to-text",
    async () => {
      await install.npm(withTemplates, env, "@posthorn/core", "@posthorn/templates");
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
