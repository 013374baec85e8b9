// Runs every example as its README says, on the console backend, and checks what it prints.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../examples", import.meta.url));
const expected = {
  "send-mail": ["Subject: Subject here", "1 message accepted"],
  multipart: [
    "To: =?utf-8?b?Wm/DqyBPJ0JyaWVu?= <zoe@example.com>",
    "filename=receipt.csv",
    "accepted zoe@example.com, archive@example.com",
  ],
  template: ["Content-Type: multipart/alternative", "1 message accepted"],
  "mass-mail": ["2 messages accepted over one connection", "Subject: Last one"],
};

let failures = 0;
for (const [name, texts] of Object.entries(expected)) {
  const env = { ...process.env, EMAIL_BACKEND: "@posthorn/console" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [`dist/${name}.js`], {
    cwd: folder,
    env,
    encoding: "utf8",
  });
  const missing = texts.filter((text) => !stdout.includes(text));
  const passed = status === 0 && stderr === "" && missing.length === 0;
  console.log(`${passed ? "ok" : "FAILED"}  examples/${name}.ts`);
  if (passed) continue;
  failures += 1;
  console.log(missing.map((text) => `  not printed: ${text}`).join("\n"));
  console.log(`  exit status ${status}\n${stderr}${stdout}`);
}
process.exitCode = failures === 0 ? 0 : 1;
