import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, expect, test } from "vitest";
import { runNode } from "./node-program.ts";

const fixtures = join(import.meta.dirname, "../fixtures");
// A certificate for localhost that nobody else trusts, and whose key protects nothing.
const certificate = join(fixtures, "localhost.crt");
const tls = { key: readFileSync(join(fixtures, "localhost.key")), cert: readFileSync(certificate) };

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

interface Received {
  readonly secure: boolean;
  readonly user: unknown;
  readonly body: string;
}

/** A server that demands a login, which it offers over TLS alone. */
async function startServer(
  options: SMTPServerOptions,
): Promise<{ readonly port: number; readonly received: Received[] }> {
  const received: Received[] = [];
  const server = new SMTPServer({
    ...tls,
    ...options,
    onAuth: ({ username, password }, _session, done) =>
      done(password === "secret" ? null : new Error("no"), { user: username }),
    onData: async (stream, { secure, user }, done) => {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk);
      received.push({ secure, user, body: Buffer.concat(chunks).toString() });
      done();
    },
  });
  const listener = server.listen(0, "127.0.0.1");
  await once(listener, "listening");
  closers.push(() => new Promise((resolve) => server.close(() => resolve())));
  return { port: (listener.address() as AddressInfo).port, received };
}

const program = `
  import { sendMail } from "@posthorn/core";
  const sent = await sendMail("Over TLS", "Body", null, ["to@example.com"]).catch(({ code, message }) => code + ": " + message);
  console.log(sent);
`;

const login = { EMAIL_HOST: "localhost", EMAIL_HOST_USER: "user", EMAIL_HOST_PASSWORD: "secret", EMAIL_TIMEOUT: "10" };
const trusting = { NODE_EXTRA_CA_CERTS: certificate };

test.each([
  ["STARTTLS", { EMAIL_USE_TLS: "true" }, {}],
  ["TLS from the start", { EMAIL_USE_SSL: "true" }, { secure: true }],
])("mail goes out over %s, after a login", async (_how, settings, options) => {
  const { port, received } = await startServer(options);
  const { stdout } = await runNode(
    { "a.mjs": program },
    { ...login, ...settings, ...trusting, EMAIL_PORT: String(port) },
  );
  expect(stdout).toBe("1\n");
  expect(received).toEqual([{ secure: true, user: "user", body: expect.stringContaining("Subject: Over TLS") }]);
});

test.each([
  ["a certificate that is not trusted", { EMAIL_USE_TLS: "true" }, {}, /^tls: /],
  [
    "a certificate for another host",
    { EMAIL_USE_SSL: "true", EMAIL_HOST: "localhost.localdomain", ...trusting },
    { secure: true },
    /^(?:tls|connection): /,
  ],
  [
    "a server without TLS from the start",
    { EMAIL_USE_SSL: "true", ...trusting },
    {},
    /^tls: .*does not speak TLS from the start/,
  ],
  ["a wrong password", { EMAIL_USE_TLS: "true", EMAIL_HOST_PASSWORD: "wrong", ...trusting }, {}, /^authentication: /],
  [
    "a login without TLS, where the server demands it",
    {},
    {},
    /^authentication: .*Must issue a STARTTLS command first/,
  ],
])("%s refuses the message, and nothing is sent", async (_why, settings, options, message) => {
  const { port, received } = await startServer(options);
  const { stdout } = await runNode({ "a.mjs": program }, { ...login, ...settings, EMAIL_PORT: String(port) });
  expect(stdout).toMatch(message);
  expect(received).toEqual([]);
});
