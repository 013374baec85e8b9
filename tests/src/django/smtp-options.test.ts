import { ConfigurationError, configureMail, type DeliveryError, EmailMessage, settings } from "@posthorn/core";
import { SmtpBackend, type SmtpOptions } from "@posthorn/smtp";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { startFailingServer } from "../failing-server.ts";
import { startCatchingServer } from "./catching-server.ts";

const VARIABLES = [
  "EMAIL_URL",
  "EMAIL_HOST",
  "EMAIL_PORT",
  "EMAIL_HOST_USER",
  "EMAIL_HOST_PASSWORD",
  "EMAIL_USE_TLS",
  "EMAIL_USE_SSL",
  "EMAIL_TIMEOUT",
  "EMAIL_SSL_KEYFILE",
  "EMAIL_SSL_CERTFILE",
];

beforeEach(() => {
  // An empty variable is none.
  for (const variable of VARIABLES) vi.stubEnv(variable, "");
});
afterEach(() => {
  configureMail({});
  vi.unstubAllEnvs();
});

const message = (): EmailMessage => new EmailMessage("Subject", "Body", "from@example.com", ["to@example.com"]);
const send = (options: SmtpOptions = {}): Promise<number> => new SmtpBackend(options).sendMessages([message()]);

test("B12.1: without settings the server is localhost, on port 25, without a login, TLS and a timeout of its own", () => {
  expect(settings).toMatchObject({
    emailHost: "localhost",
    emailPort: 25,
    emailHostUser: "",
    emailUseTls: false,
    emailUseSsl: false,
    emailTimeout: undefined,
    emailSslKeyfile: "",
    emailSslCertfile: "",
  });
  expect(settings.emailHostPassword).toBe("");
});

describe("host, port, username and password", () => {
  test("B12.1: are options", async () => {
    await using server = await startCatchingServer();
    expect(await send({ host: "127.0.0.1", port: server.port, username: "user", password: "secret" })).toBe(1);
    expect(server.mails.map(({ login }) => login)).toEqual(["user:secret"]);
  });

  test("B12.1: are settings", async () => {
    await using server = await startCatchingServer();
    configureMail({
      emailHost: "127.0.0.1",
      emailPort: server.port,
      emailHostUser: "user",
      emailHostPassword: "secret",
    });
    expect(await send()).toBe(1);
    expect(server.mails.map(({ login }) => login)).toEqual(["user:secret"]);
  });

  test("B12.1: are environment variables", async () => {
    await using server = await startCatchingServer();
    vi.stubEnv("EMAIL_HOST", "127.0.0.1");
    vi.stubEnv("EMAIL_PORT", String(server.port));
    vi.stubEnv("EMAIL_HOST_USER", "user");
    vi.stubEnv("EMAIL_HOST_PASSWORD", "secret");
    expect(await send()).toBe(1);
    expect(server.mails.map(({ login }) => login)).toEqual(["user:secret"]);
  });

  test("B12.1, B12.2: as options go before the settings; what is no option is the setting", async () => {
    await using server = await startCatchingServer();
    await using other = await startCatchingServer();
    configureMail({
      emailHost: "127.0.0.1",
      emailPort: other.port,
      emailHostUser: "user",
      emailHostPassword: "secret",
    });
    expect(await send({ port: server.port, username: "option", password: "option" })).toBe(1);
    expect(server.mails.map(({ login }) => login)).toEqual(["option:option"]);
    expect(other.connections).toBe(0);
  });
});

test.each([
  ["an option", () => ({ timeout: 0.2 })],
  [
    "a setting",
    () => {
      configureMail({ emailTimeout: 0.2 });
      return {};
    },
  ],
  [
    "an environment variable",
    () => {
      vi.stubEnv("EMAIL_TIMEOUT", "0.2");
      return {};
    },
  ],
] as const)("B12.1: the timeout is %s, in seconds", async (_where, options) => {
  await using server = await startFailingServer({ answer: () => "" });
  const begun = performance.now();
  const sent = send({ host: "127.0.0.1", port: server.port, ...options() });
  await expect(sent).rejects.toMatchObject({ code: "timeout" } satisfies Partial<DeliveryError>);
  expect(performance.now() - begun).toBeLessThan(4000);
});

test("B12.1: failSilently is an option", async () => {
  const nobody = { host: "127.0.0.1", port: 1, timeout: 5 };
  expect(await send({ ...nobody, failSilently: true })).toBe(0);
  await expect(send({ ...nobody, failSilently: false })).rejects.toMatchObject({ code: "connection" });
});

describe("an option that is falsy", () => {
  test("B12.2: is the setting for port", async () => {
    await using server = await startCatchingServer();
    configureMail({ emailHost: "127.0.0.1", emailPort: server.port });
    expect(await send({ port: 0 })).toBe(1);
    expect(server.mails).toHaveLength(1);
  });

  test("B12.2: is the setting for host", async () => {
    configureMail({ emailHost: "127.0.0.2", emailPort: 1 });
    await expect(send({ host: "", timeout: 1 })).rejects.toThrow("No session with the SMTP server 127.0.0.2:1 ");
  });

  test("B12.2, B12.8: is kept for username and password: nobody logs in", async () => {
    await using server = await startCatchingServer();
    configureMail({ emailHostUser: "user", emailHostPassword: "secret" });
    expect(await send({ host: "127.0.0.1", port: server.port, username: "", password: "" })).toBe(1);
    expect(server.mails.map(({ login }) => login)).toEqual([undefined]);
  });

  test("B12.2: is kept for useTls, so that a plain server is sent to in spite of the setting", async () => {
    await using server = await startFailingServer();
    configureMail({ emailUseTls: true });
    expect(await send({ host: "127.0.0.1", port: server.port, useTls: false })).toBe(1);
    expect(server.lines).not.toContain("STARTTLS");
  });

  test("B12.2: is an error for a timeout, which has no meaning as zero", () => {
    expect(() => new SmtpBackend({ timeout: 0 })).toThrow(ConfigurationError);
    expect(() => configureMail({ emailTimeout: 0 })).toThrow(ConfigurationError);
  });

  test("B12.2: is the setting where it is null or undefined", async () => {
    await using server = await startCatchingServer();
    configureMail({
      emailHost: "127.0.0.1",
      emailPort: server.port,
      emailHostUser: "user",
      emailHostPassword: "secret",
    });
    for (const none of [null, undefined]) {
      const options = { host: none, port: none, username: none, password: none, useTls: none, timeout: none };
      expect(await send(options as never)).toBe(1);
    }
    expect(server.mails.map(({ login }) => login)).toEqual(["user:secret", "user:secret"]);
  });
});

test("B12.3: useTls and useSsl together are an error of the constructor, as options and as settings", () => {
  const failure = new ConfigurationError(
    "useTls (STARTTLS) and useSsl (TLS from the start) exclude each other; set only one.",
  );
  expect(() => new SmtpBackend({ useTls: true, useSsl: true })).toThrow(failure);
  configureMail({ emailUseTls: true, emailUseSsl: true });
  expect(() => new SmtpBackend()).toThrow(failure);
  expect(new SmtpBackend({ useTls: false })).toBeInstanceOf(SmtpBackend);
});

test.each([{ username: "user" }, { password: "secret" }])(
  "B12.8: half a login is an error of the constructor: %j",
  (options) => {
    expect(() => new SmtpBackend(options)).toThrow(ConfigurationError);
    expect(() => new SmtpBackend(options)).toThrow(/give both, or set EMAIL_HOST_USER and EMAIL_HOST_PASSWORD/);
  },
);
