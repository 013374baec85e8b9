import { expect, test } from "vitest";
import { runNode } from "./node-program.ts";

test("CommonJS can require the core and a backend without a warning, and shares them with ESM", async () => {
  const source = `
    const { sendMail, BaseEmailBackend } = require("@posthorn/core");
    const { ConsoleBackend } = require("@posthorn/console");
    console.log(ConsoleBackend.prototype instanceof BaseEmailBackend);
    import("@posthorn/core").then((esm) => console.log(esm.BaseEmailBackend === BaseEmailBackend));
    sendMail("From CommonJS", "Body", null, ["to@example.com"]).then(console.log);
  `;
  const { status, stdout, stderr } = await runNode({ "program.cjs": source }, { EMAIL_BACKEND: "@posthorn/console" });
  expect(stderr).toBe("");
  expect(stdout).toContain("Subject: From CommonJS");
  expect(stdout.match(/^(true|1)$/gm)).toEqual(["true", "true", "1"]);
  expect(status).toBe(0);
});

test("a backend is found from the application's folder, by its package's name or by a relative path", async () => {
  const send =
    'import { sendMail } from "@posthorn/core";\nconsole.log(await sendMail("Hi", "Body", null, ["to@example.com"]));\n';
  const empty = "export default class {}\n";
  const own = `import { accepted, BaseEmailBackend } from "@posthorn/core";
    export default class extends BaseEmailBackend {
      async transmit({ message }) { console.log("own backend"); return accepted(message); }
    }`;
  expect((await runNode({ "a.mjs": send }, { EMAIL_BACKEND: "@posthorn/console" })).stdout).toContain("Subject: Hi");
  expect((await runNode({ "a.mjs": send, "own.mjs": own }, { EMAIL_BACKEND: "./own.mjs" })).stdout).toBe(
    "own backend\n1\n",
  );
  expect((await runNode({ "a.mjs": send, "empty.mjs": empty }, { EMAIL_BACKEND: "./empty.mjs" })).stderr).toContain(
    "no backend as its default export",
  );
});

test("a backend that is not installed, and a server that is not there, end the program with a message that says what to do", async () => {
  const send =
    'import { sendMail } from "@posthorn/core";\nawait sendMail("Hi", "Body", null, ["to@example.com"]).catch(({ message }) => console.log(message));\n';
  expect((await runNode({ "a.mjs": send }, { EMAIL_BACKEND: "@posthorn/ses" })).stdout).toContain(
    "Install it: npm install @posthorn/ses",
  );
  const nobody = await runNode(
    { "a.mjs": send },
    { EMAIL_BACKEND: "@posthorn/smtp", EMAIL_HOST: "127.0.0.1", EMAIL_PORT: "1" },
  );
  expect(nobody.stdout).toContain(
    "127.0.0.1:1 (connect ECONNREFUSED 127.0.0.1:1). Is it running there? Check host and port, or EMAIL_HOST and EMAIL_PORT.",
  );
  expect(nobody.status).toBe(0);
});
