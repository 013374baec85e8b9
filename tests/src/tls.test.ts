import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Catcher, startCatcher } from "@posthorn/testing/catcher";
import { expect, test } from "vitest";
import { runNode } from "./node-program.ts";

const fixtures = join(import.meta.dirname, "../fixtures");
// A certificate for localhost that nobody else trusts, and whose key protects nothing.
const certificate = join(fixtures, "localhost.crt");
const tls = { key: readFileSync(join(fixtures, "localhost.key")), cert: readFileSync(certificate) };

const login = { username: "user", password: "secret" };

/** A server that demands a login, which it takes over TLS alone. */
function startServer(implicit: boolean): Promise<Catcher> {
  return startCatcher({ tls: { ...tls, implicit }, login });
}

const program = `
  import { sendMail } from "@posthorn/core";
  const sent = await sendMail("Over TLS", "Body", null, ["to@example.com"]).catch(({ code, message }) => code + ": " + message);
  console.log(sent);
`;

const account = {
  EMAIL_HOST: "localhost",
  EMAIL_HOST_USER: "user",
  EMAIL_HOST_PASSWORD: "secret",
  EMAIL_TIMEOUT: "10",
};
const trusting = { NODE_EXTRA_CA_CERTS: certificate };

test.each([
  ["STARTTLS", { EMAIL_USE_TLS: "true" }, false],
  ["TLS from the start", { EMAIL_USE_SSL: "true" }, true],
])("mail goes out over %s, after a login", async (_how, settings, implicit) => {
  await using server = await startServer(implicit);
  const { stdout } = await runNode(
    { "a.mjs": program },
    { ...account, ...settings, ...trusting, EMAIL_PORT: String(server.port) },
  );
  expect(stdout).toBe("1\n");
  expect(server.mails).toMatchObject([{ secure: true, login, subject: "Over TLS" }]);
});

test.each([
  ["a certificate that is not trusted", { EMAIL_USE_TLS: "true" }, false, /^tls: /],
  [
    "a certificate for another host",
    { EMAIL_USE_SSL: "true", EMAIL_HOST: "localhost.localdomain", ...trusting },
    true,
    /^(?:tls|connection): /,
  ],
  [
    "a server without TLS from the start",
    { EMAIL_USE_SSL: "true", ...trusting },
    false,
    /^tls: .*does not speak TLS from the start/,
  ],
  [
    "a wrong password",
    { EMAIL_USE_TLS: "true", EMAIL_HOST_PASSWORD: "wrong", ...trusting },
    false,
    /^authentication: /,
  ],
  [
    "a login without TLS, where the server demands it",
    {},
    false,
    /^authentication: .*Must issue a STARTTLS command first/,
  ],
])("%s refuses the message, and nothing is sent", async (_why, settings, implicit, message) => {
  await using server = await startServer(implicit);
  const { stdout } = await runNode({ "a.mjs": program }, { ...account, ...settings, EMAIL_PORT: String(server.port) });
  expect(stdout).toMatch(message);
  expect(server.mails).toEqual([]);
});
