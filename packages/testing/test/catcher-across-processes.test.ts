import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { expect, test } from "vitest";
import { startCatcher } from "../src/catcher/index.ts";
import { runProgram, runScript } from "./run-program.ts";

const fixtures = join(import.meta.dirname, "../../../tests/fixtures");
const certificate = join(fixtures, "localhost.crt");
const tls = { key: readFileSync(join(fixtures, "localhost.key")), cert: readFileSync(certificate) };

const program = `
  import { sendMail } from "@posthorn/core";
  const sent = await sendMail("Your order, Zoë", "It leaves today.", "orders@example.com", ["zoe@example.com"]);
  console.log(sent);
`;

test("a Posthorn in another process sends to the catcher by its environment alone, whatever was set there", async () => {
  await using catcher = await startCatcher();
  const inherited = { EMAIL_HOST: "mail.example.com", EMAIL_PORT: "587", EMAIL_USE_TLS: "true", EMAIL_BACKEND: "none" };
  expect(await runScript(program, { ...inherited, ...catcher.env })).toEqual({ status: 0, stdout: "1\n", stderr: "" });
  expect(catcher.mails).toMatchObject([
    {
      envelope: { from: "orders@example.com", to: ["zoe@example.com"] },
      subject: "Your order, Zoë",
      text: "It leaves today.",
      secure: false,
      login: null,
      problem: null,
    },
  ]);
});

test.each([
  ["STARTTLS", false],
  ["TLS from the first octet", true],
])("its environment carries the login, and %s", async (_how, implicit) => {
  const login = { username: "orders@example.com", password: "s@fe/?#%" };
  await using catcher = await startCatcher({ login, tls: { ...tls, implicit } });
  const { stdout, stderr } = await runScript(program, { ...catcher.env, NODE_EXTRA_CA_CERTS: certificate });
  expect({ stdout, stderr }).toEqual({ stdout: "1\n", stderr: "" });
  expect(catcher.mails).toMatchObject([{ secure: true, login }]);
});

test("a mail of nodemailer is caught with its blind copy and its file", async () => {
  await using catcher = await startCatcher();
  await createTransport(catcher.url).sendMail({
    from: "Example Shop <orders@example.com>",
    to: "zoe@example.com",
    bcc: "archive@example.com",
    subject: "Your receipt",
    html: "<p>Thank you.</p>",
    attachments: [{ filename: "Würde.bin", content: Buffer.from([0, 128, 255]) }],
  });
  expect(catcher.mails).toMatchObject([
    {
      envelope: { to: ["zoe@example.com", "archive@example.com"] },
      from: [{ name: "Example Shop", address: "orders@example.com" }],
      to: [{ name: "", address: "zoe@example.com" }],
      html: "<p>Thank you.</p>",
      attachments: [{ filename: "Würde.bin", content: Uint8Array.of(0, 128, 255) }],
    },
  ]);
});

test("a mail of Python's smtplib is caught, octet by octet, with addresses beyond ASCII", async (context) => {
  if (spawnSync("python3", ["--version"]).status !== 0) context.skip("python3 is not on this machine");
  await using catcher = await startCatcher({ login: { username: "zoe", password: "secret" } });
  const script = `
import smtplib, sys
with smtplib.SMTP("${catcher.host}", ${catcher.port}) as smtp:
    smtp.login("zoe", "secret")
    smtp.sendmail("zoë@example.com", ["müller@example.com"], "Subject: Grüße\\r\\n\\r\\n.\\r\\n..\\r\\n".encode(), ["SMTPUTF8", "BODY=8BITMIME"])
`;
  expect(await runProgram("python3", ["-c", script])).toEqual({ status: 0, stdout: "", stderr: "" });
  const [mail] = catcher.mails;
  expect(mail?.envelope).toEqual({ from: "zoë@example.com", to: ["müller@example.com"] });
  expect(Buffer.from(mail?.source ?? "").toString()).toBe("Subject: Grüße\r\n\r\n.\r\n..\r\n");
  expect(mail?.subject).toBe("Grüße");
});

test("what a listener throws ends its process with the error, and the mail was taken", async () => {
  const { status, stdout, stderr } = await runScript(`
    import { startCatcher } from "@posthorn/testing/catcher";
    import { sendMail } from "@posthorn/core";
    import { SmtpBackend } from "@posthorn/smtp";
    const { host, port } = await startCatcher({ onMail() { throw new RangeError("a bug of the listener") } });
    process.on("exit", () => console.log("ends"));
    await sendMail("Subject", "Body", null, ["to@example.com"], { connection: new SmtpBackend({ host, port }) });
  `);
  expect({ status, stdout }).toEqual({ status: 1, stdout: "ends\n" });
  expect(stderr).toContain("RangeError: a bug of the listener");
});
