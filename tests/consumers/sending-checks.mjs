import assert from "node:assert/strict";
import { install, makeApplication } from "./application.mjs";
import { run } from "./command.mjs";
import { installed } from "./installed.mjs";
import { startSmtpServer } from "./smtp-server.mjs";

/** What an install of core and smtp may weigh. */
const LIMIT_MEGABYTES = 5;

/** Installs core and smtp from the registry, and sends mails to a server, from ES modules and CommonJS. */
export async function checkSending(checks, { folder, env, packages }) {
  const server = await startSmtpServer();
  const sending = { ...env, ...server.environment };

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

  const withNpm = await makeApplication(folder, "with-npm", "sending");
  await checks.need("npm install @posthorn/core @posthorn/smtp", () =>
    install.npm(withNpm, env, "@posthorn/core", "@posthorn/smtp"),
  );
  await checks.check("they bring only what they name", async () => {
    const { names, megabytes } = await installed(withNpm);
    console.log(`        ${names.join(", ")}: ${megabytes.toFixed(2)} MB`);
    const direct = packages.filter(({ name }) => ["@posthorn/core", "@posthorn/smtp"].includes(name));
    const named = direct.flatMap(({ name, manifest }) => [name, ...Object.keys(manifest.dependencies ?? {})]);
    const bare = names.map((name) => name.slice(0, name.lastIndexOf("@")));
    assert.deepEqual(bare, [...new Set(named)].sort());
    assert.ok(megabytes < LIMIT_MEGABYTES, `they weigh ${megabytes} MB, and may weigh ${LIMIT_MEGABYTES}`);
  });
  await checks.check("an ES module sends through SMTP, set up by the environment alone", () => sendFromEsm(withNpm));
  await checks.check("a CommonJS script sends, without a warning", () => sendFromCommonJs(withNpm));

  const withPnpm = await makeApplication(folder, "with-pnpm", "sending");
  await checks.check("pnpm add @posthorn/core @posthorn/smtp", () =>
    install.pnpm(withPnpm, env, "@posthorn/core", "@posthorn/smtp"),
  );
  await checks.check("the backend is found in pnpm's strict layout, from an ES module", () => sendFromEsm(withPnpm));
  await checks.check("and from a CommonJS script", () => sendFromCommonJs(withPnpm));
  await server.close();
}
