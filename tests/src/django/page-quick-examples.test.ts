import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as mail from "@posthorn/core";
import { configureMail, EmailMessage, EmailMultiAlternatives, sendMail } from "@posthorn/core";
import { outbox } from "@posthorn/memory";
import { SmtpBackend } from "@posthorn/smtp";
import { createTemplates } from "@posthorn/templates";
import { afterEach, expect, test, vi } from "vitest";
import { runNode } from "../node-program.ts";
import { certificate, startCatchingServer } from "./catching-server.ts";
import { makeFolder, removeFolders } from "./folders.ts";
import { useOutbox } from "./use-outbox.ts";
import { read, written } from "./written.ts";

useOutbox();
afterEach(removeFolders);

const program = {
  "a.mjs": `
    import { sendMail } from "@posthorn/core";
    console.log(await sendMail("Subject here", "Here is the message.", "from@example.com", ["to@example.com"]));
  `,
};

test("P1.1: one module has the functions and the classes", () => {
  const names = ["sendMail", "sendMassMail", "mailAdmins", "mailManagers", "getConnection"];
  const classes = [
    "EmailMessage",
    "EmailMultiAlternatives",
    "EmailAttachment",
    "EmailAlternative",
    "BadHeaderError",
    "BaseEmailBackend",
  ];
  const exported: Readonly<Record<string, unknown>> = mail;
  expect(Object.keys(exported)).toEqual(expect.arrayContaining([...names, ...classes]));
  for (const name of [...names, ...classes]) expect(typeof exported[name]).toBe("function");
});

test("P1.2: sendMail sends a plain text message", async () => {
  const sent = await sendMail("Subject here", "Here is the message.", "from@example.com", ["to@example.com"], {
    failSilently: false,
  });
  expect(sent).toBe(1);
  const [message = new EmailMessage()] = outbox;
  expect(message.message().contentType).toBe("text/plain");
  expect(await read(message)).toMatchObject({
    subject: "Subject here",
    text: "Here is the message.\n",
    from: { address: "from@example.com" },
    to: [{ address: "to@example.com" }],
  });
});

test("P1.3, P1.4, P1.5: text and HTML that are rendered from templates go out in one message with its own header", async () => {
  const directory = await makeFolder();
  await mkdir(join(directory, "emails"));
  await writeFile(join(directory, "emails/my_email.txt"), "The answer is {{my_variable}} < 43.");
  await writeFile(join(directory, "emails/my_email.html"), "<p>The answer is {{my_variable}}, {{my_text}}.</p>");
  const templates = createTemplates({ directory });
  const context = { my_variable: 42, my_text: "<b>" };
  const textContent = await templates.renderToString("emails/my_email.txt", context);
  const htmlContent = await templates.renderToString("emails/my_email.html", context);

  const message = new EmailMultiAlternatives("Subject here", textContent, "from@example.com", ["to@example.com"], {
    headers: { "List-Unsubscribe": "<mailto:unsub@example.com>" },
  });
  message.attachAlternative(htmlContent, "text/html");
  expect(await message.send()).toBe(1);

  const [sent = new EmailMessage()] = outbox;
  expect([...sent.message().walk()].map(({ contentType }) => contentType)).toEqual([
    "multipart/alternative",
    "text/plain",
    "text/html",
  ]);
  expect(written(sent, "List-Unsubscribe")).toEqual(["<mailto:unsub@example.com>"]);
  expect(await read(sent)).toMatchObject({
    subject: "Subject here",
    text: "The answer is 42 < 43.\n",
    html: "<p>The answer is 42, &lt;b&gt;.</p>\n",
  });
});

test("P1.6: mail goes to the host and the port of EMAIL_HOST and EMAIL_PORT", async () => {
  await using server = await startCatchingServer();
  vi.stubEnv("EMAIL_HOST", "127.0.0.1");
  vi.stubEnv("EMAIL_PORT", String(server.port));
  configureMail({ backend: SmtpBackend });
  expect(await sendMail("Subject", "Body", null, ["to@example.com"])).toBe(1);
  expect(server.mails).toHaveLength(1);
  vi.stubEnv("EMAIL_HOST", "127.0.0.2");
  vi.stubEnv("EMAIL_PORT", "1");
  vi.stubEnv("EMAIL_TIMEOUT", "5");
  await expect(sendMail("Subject", "Body", null, ["to@example.com"])).rejects.toThrow(/127\.0\.0\.2:1\b/);
});

test("P1.7: EMAIL_HOST_USER and EMAIL_HOST_PASSWORD log in, and without them nobody does", async () => {
  await using server = await startCatchingServer();
  configureMail({ backend: SmtpBackend, emailHost: "127.0.0.1", emailPort: server.port });
  await sendMail("Subject", "Body", null, ["to@example.com"]);
  vi.stubEnv("EMAIL_HOST_USER", "ada");
  vi.stubEnv("EMAIL_HOST_PASSWORD", "secret");
  await sendMail("Subject", "Body", null, ["to@example.com"]);
  expect(server.mails.map(({ login }) => login)).toEqual([undefined, "ada:secret"]);
});

test.each([
  ["EMAIL_USE_TLS", {}],
  ["EMAIL_USE_SSL", { secure: true }],
])("P1.8, P1.9: %s makes the connection secure", async (variable, options) => {
  await using server = await startCatchingServer(options);
  const env = { EMAIL_HOST: "localhost", EMAIL_PORT: String(server.port), NODE_EXTRA_CA_CERTS: certificate };
  expect((await runNode(program, { ...env, [variable]: "true" })).stdout).toBe("1\n");
  expect(server.mails.map(({ secure }) => secure)).toEqual([true]);
});

test("P1.8, P1.9: without them the connection is not secure, though the server offers STARTTLS", async () => {
  await using server = await startCatchingServer();
  expect((await runNode(program, { EMAIL_HOST: "localhost", EMAIL_PORT: String(server.port) })).stdout).toBe("1\n");
  expect(server.mails.map(({ secure }) => secure)).toEqual([false]);
});
