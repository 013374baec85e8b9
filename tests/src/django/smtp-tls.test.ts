import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ConfigurationError, type DeliveryError, EmailMessage } from "@posthorn/core";
import { SmtpBackend } from "@posthorn/smtp";
import type { SMTPServerOptions } from "smtp-server";
import { afterEach, describe, expect, test, vi } from "vitest";
import { startFailingServer } from "../failing-server.ts";
import { runNode } from "../node-program.ts";
import { type CatchingServer, certificate, startCatchingServer } from "./catching-server.ts";
import { makeFolder, removeFolders } from "./folders.ts";

const fixtures = join(import.meta.dirname, "../../fixtures");
// A client's certificate that only these tests know, and whose key protects nothing.
const certfile = join(fixtures, "client.crt");
const keyfile = join(fixtures, "client.key");
/** What gives a server that certificate, which names no host. */
const another = { cert: readFileSync(certfile), key: readFileSync(keyfile) };
/** What makes a server demand that certificate. */
const demand = { requestCert: true, rejectUnauthorized: true, ca: [readFileSync(certfile)] };

afterEach(removeFolders);

const program = `
  import { sendMail } from "@posthorn/core";
  const sent = await sendMail("Subject", "Body", null, ["to@example.com"]).catch(({ code, message }) => code + ": " + message);
  console.log(sent);
`;

/** What a program of its own, which trusts the server's certificate, says of a mail that it sends there. */
async function sendFrom(server: CatchingServer, environment: NodeJS.ProcessEnv): Promise<string> {
  const env = {
    EMAIL_HOST: "localhost",
    EMAIL_PORT: String(server.port),
    EMAIL_TIMEOUT: "10",
    NODE_EXTRA_CA_CERTS: certificate,
    ...environment,
  };
  return (await runNode({ "a.mjs": program }, env)).stdout;
}

/** Options of a server that writes down the commands that it gets, without their arguments. */
function listening(commands: string[]): SMTPServerOptions {
  const ignore = (): void => undefined;
  const debug = ({ tnx, command }: { tnx?: string; command?: string }): void => {
    if (tnx === "command" && command !== undefined) commands.push(command.split(" ", 1)[0] ?? "");
  };
  const logger = { debug, trace: ignore, info: ignore, warn: ignore, error: ignore, fatal: ignore, level: ignore };
  return { logger };
}

const message = (): EmailMessage => new EmailMessage("Subject", "Body", "from@example.com", ["to@example.com"]);

describe("a login", () => {
  const login = { EMAIL_HOST_USER: "user", EMAIL_HOST_PASSWORD: "secret" };

  test("B12.1, B12.6: with useTls follows STARTTLS", async () => {
    const commands: string[] = [];
    await using server = await startCatchingServer(listening(commands));
    expect(await sendFrom(server, { ...login, EMAIL_USE_TLS: "true" })).toBe("1\n");
    expect(server.mails).toMatchObject([{ secure: true, login: "user:secret" }]);
    expect(commands).toEqual(["EHLO", "STARTTLS", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "QUIT"]);
  });

  test("B12.1, B12.6: with useSsl follows TLS from the start, without STARTTLS", async () => {
    const commands: string[] = [];
    await using server = await startCatchingServer({ secure: true, ...listening(commands) });
    expect(await sendFrom(server, { ...login, EMAIL_USE_SSL: "true" })).toBe("1\n");
    expect(server.mails).toMatchObject([{ secure: true, login: "user:secret" }]);
    expect(commands).toEqual(["EHLO", "AUTH", "MAIL", "RCPT", "DATA", "QUIT"]);
  });
});

describe.each([
  ["STARTTLS", { EMAIL_USE_TLS: "true" }, {}],
  ["TLS from the start", { EMAIL_USE_SSL: "true" }, { secure: true }],
] as const)("over %s", (_how, use, secure) => {
  test("B12.7: a certificate that this machine does not trust is refused, and nothing is sent", async () => {
    await using server = await startCatchingServer(secure);
    expect(await sendFrom(server, { ...use, NODE_EXTRA_CA_CERTS: "" })).toMatch(/^tls: /);
    expect(server.mails).toEqual([]);
  });

  test("B12.7: a certificate for another host is refused, and nothing is sent", async () => {
    await using server = await startCatchingServer({ ...secure, ...another });
    expect(await sendFrom(server, { ...use, NODE_EXTRA_CA_CERTS: certfile })).toMatch(/^tls: .*localhost.*certificate/);
    expect(server.mails).toEqual([]);
  });

  test("B12.1, B12.7: a server that demands a client's certificate gets that of the settings", async () => {
    await using server = await startCatchingServer({ ...secure, ...demand });
    const files = { EMAIL_SSL_CERTFILE: certfile, EMAIL_SSL_KEYFILE: keyfile };
    expect(await sendFrom(server, { ...use, ...files })).toBe("1\n");
    expect(server.mails).toMatchObject([{ secure: true }]);
  });

  test("B12.7: a server that demands a client's certificate refuses a client without one", async () => {
    await using server = await startCatchingServer({ ...secure, ...demand });
    expect(await sendFrom(server, use)).toMatch(/^(?:tls|connection): /);
    expect(server.mails).toEqual([]);
  });
});

test("B12.7: one file can hold the client's certificate and its key", async () => {
  await using server = await startCatchingServer(demand);
  const file = join(await makeFolder(), "client.pem");
  await writeFile(file, `${another.cert}${another.key}`);
  expect(await sendFrom(server, { EMAIL_USE_TLS: "true", EMAIL_SSL_CERTFILE: file })).toBe("1\n");
  expect(server.mails).toHaveLength(1);
});

test("B12.7, B12.11: a certificate that cannot be read is a configuration error, also for a backend that fails silently", async () => {
  await using server = await startFailingServer();
  const options = { host: "127.0.0.1", port: server.port, timeout: 5, failSilently: true };
  const smtp = new SmtpBackend({ ...options, useTls: true, sslCertfile: join(fixtures, "missing.crt") });
  await expect(smtp.open()).rejects.toThrow(ConfigurationError);
  await expect(smtp.sendMessages([message()])).rejects.toThrow(/sslCertfile .*missing\.crt/);
  expect(server.connections).toBe(0);
});

describe("a server that does not offer", () => {
  test.each([
    ["STARTTLS", { useTls: true }, "tls"],
    ["AUTH", { username: "user", password: "secret" }, "authentication"],
  ] as const)("B12.9: %s, which is asked for, is an error; silently nothing is counted", async (_what, asked, code) => {
    await using server = await startFailingServer({
      answer: (line) => (line === "STARTTLS" ? "502 5.5.1 not here" : undefined),
    });
    const smtp = new SmtpBackend({ host: "127.0.0.1", port: server.port, timeout: 5, ...asked });
    await expect(smtp.sendMessages([message()])).rejects.toMatchObject({ code } satisfies Partial<DeliveryError>);
    expect(await smtp.sendMessages([message()], { failSilently: true })).toBe(0);
    expect(server.lines.filter((line) => /^(?:MAIL|AUTH)/.test(line))).toEqual([]);
  });
});

describe("a connection is never used, and is closed at once, where", () => {
  test.each([
    ["STARTTLS failed", "STARTTLS", { useTls: true }],
    ["the login failed", "AUTH", { username: "user", password: "secret" }],
  ] as const)("B12.10: %s", async (_what, command, asked) => {
    await using server = await startFailingServer({
      ehlo: "250-failing\r\n250-STARTTLS\r\n250 AUTH PLAIN",
      answer: (line) => (line.startsWith(command) ? "454 4.7.0 not now" : undefined),
    });
    const options = { host: "127.0.0.1", port: server.port, timeout: 5, failSilently: true };
    const smtp = new SmtpBackend({ ...options, ...asked });
    expect(await smtp.open()).toBe(false);
    expect(await smtp.sendMessages([message()])).toBe(0);
    expect(server.lines.filter((line) => line.startsWith(command))).toHaveLength(2);
    expect(server.lines.filter((line) => line.startsWith("MAIL"))).toEqual([]);
    await vi.waitFor(() => expect([server.connections, server.open]).toEqual([2, 0]));
  });
});
