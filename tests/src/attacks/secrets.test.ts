import { inspect } from "node:util";
import { configureMail, type MailError, settings } from "@posthorn/core";
import { SmtpBackend } from "@posthorn/smtp";
import { afterEach, expect, test, vi } from "vitest";
import { startFailingServer } from "../failing-server.ts";
import { failureOf } from "../failure-of.ts";
import { putMailersBack } from "../put-mailers-back.ts";
import { messageOf } from "./given.ts";
import { startTargets } from "./targets.ts";

putMailersBack();

const USER = "user-4711";
const PASSWORD = "secret-0815";
const LOGIN = { username: USER, password: PASSWORD };

/** The password, and the login in the encodings of AUTH (RFC 4616, RFC 2195). */
const SECRETS = [
  PASSWORD,
  encodeURIComponent(PASSWORD),
  ...[PASSWORD, `\0${USER}\0${PASSWORD}`].map((text) => Buffer.from(text).toString("base64")),
];

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  configureMail({});
});

/** Everything that somebody could print of a value. */
function printed(value: unknown): string {
  const error = value as Partial<MailError>;
  return [
    String(value),
    inspect(value, { depth: 10, showHidden: true }),
    JSON.stringify(value),
    error.stack,
    inspect(error.cause, { depth: 10, showHidden: true }),
    JSON.stringify(error.cause ?? null),
    inspect(error.report, { depth: 10, showHidden: true }),
  ].join("\n");
}

function expectNoSecret(value: unknown): void {
  const text = printed(value);
  for (const secret of SECRETS) expect(text).not.toContain(secret);
}

test("SECRETS-001, SECRETS-007: a login that fails shows nothing of itself, though the server says it back", async () => {
  const heard: string[] = [];
  await using server = await startFailingServer({
    ehlo: "250-failing\r\n250 AUTH PLAIN LOGIN",
    answer: (line) => {
      heard.push(line);
      if (!line.startsWith("AUTH")) return undefined;
      return `535 5.7.8 no: ${line} ${SECRETS.join(" ")}`;
    },
  });
  const smtp = new SmtpBackend({ host: "127.0.0.1", port: server.port, ...LOGIN });
  const error = await failureOf(messageOf({ connection: smtp }).send());
  expect(heard.some((line) => line.startsWith("AUTH"))).toBe(true);
  expect(error).toMatchObject({ code: "authentication" });
  expectNoSecret(error);
  expectNoSecret(smtp);
});

test("SECRETS-003: EMAIL_URL is in no error, and in no backend that was made by it", async () => {
  for (const url of [
    `smtp://${USER}:${PASSWORD}@127.0.0.1:9`,
    `smtp://${USER}:${PASSWORD}@host:port`,
    `http://${USER}:${PASSWORD}@host`,
    `smtp://${USER}:${PASSWORD}@host/?timeout=${PASSWORD}`,
    `${USER}:${PASSWORD}@host`,
  ]) {
    vi.stubEnv("EMAIL_URL", url);
    const made = await Promise.resolve()
      .then(() => new SmtpBackend({ timeout: 1 }))
      .catch((error: unknown) => error);
    expectNoSecret(made);
    if (made instanceof SmtpBackend) expectNoSecret(await failureOf(messageOf({ connection: made }).send()));
  }
});

test("SECRETS-005: settings that are printed, listed or copied hold no password", () => {
  configureMail({
    emailHostUser: USER,
    emailHostPassword: PASSWORD,
    mailers: { second: { backend: SmtpBackend, options: LOGIN } },
  });
  expect(settings.emailHostPassword).toBe(PASSWORD);
  expectNoSecret(settings);
  expectNoSecret({ ...settings });
  expectNoSecret(new SmtpBackend({ host: "127.0.0.1", ...LOGIN }));
});

test("SECRETS-002, SECRETS-008: nothing is logged, neither a login nor whom a blind copy goes to", async () => {
  const written: string[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, "write").mockImplementation((chunk) => {
      written.push(String(chunk));
      return true;
    });
  }
  const logs = (["debug", "error", "info", "log", "trace", "warn"] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation(() => undefined),
  );
  vi.stubEnv("NODE_DEBUG", "posthorn,nodemailer,smtp,net");
  vi.stubEnv("DEBUG", "*");
  const { targets, stop } = await startTargets();
  try {
    for (const target of targets) await messageOf({ bcc: ["hidden@example.com"], connection: target.connect() }).send();
    await using server = await startFailingServer({ ehlo: "250-failing\r\n250 AUTH PLAIN", answer: () => undefined });
    const options = { host: "127.0.0.1", port: server.port, failSilently: true, ...LOGIN };
    await messageOf({ bcc: ["hidden@example.com"], connection: new SmtpBackend(options) }).send();
    await messageOf({ to: ["a@b@c"], bcc: ["hidden@example.com"], connection: new SmtpBackend(options) })
      .send()
      .catch(() => undefined);
  } finally {
    await stop();
  }
  const calls = logs.flatMap(({ mock }) => mock.calls);
  vi.restoreAllMocks();
  expect(calls).toEqual([]);
  expect(written.join("")).not.toMatch(/hidden@example\.com|secret-0815/);
});
