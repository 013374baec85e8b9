import { inspect } from "node:util";
import { afterEach, describe, expect, test, vi } from "vitest";
import { ConfigurationError, configureMail, EmailMessage, settings } from "../src/index.ts";

afterEach(() => {
  configureMail({});
  vi.unstubAllEnvs();
});

test("without anything, the defaults are Django's", () => {
  expect(settings).toMatchObject({
    backend: "@posthorn/smtp",
    emailHost: "localhost",
    emailPort: 25,
    emailUseTls: false,
    emailUseSsl: false,
    emailTimeout: undefined,
    defaultFromEmail: "webmaster@localhost",
  });
});

test("configureMail goes before the environment, which goes before the default", () => {
  vi.stubEnv("EMAIL_HOST", "from.environment");
  vi.stubEnv("EMAIL_PORT", "2525");
  vi.stubEnv("EMAIL_USE_TLS", "True");
  vi.stubEnv("EMAIL_TIMEOUT", "2.5");
  configureMail({ emailHost: "from.code" });
  expect(settings).toMatchObject({ emailHost: "from.code", emailPort: 2525, emailUseTls: true, emailTimeout: 2.5 });
});

test("a second call replaces the first", () => {
  configureMail({ emailHost: "a", emailPort: 26 });
  configureMail({ emailHost: "b" });
  expect([settings.emailHost, settings.emailPort]).toEqual(["b", 25]);
});

test("an empty environment variable counts as not set", () => {
  vi.stubEnv("EMAIL_PORT", "");
  expect(settings.emailPort).toBe(25);
});

describe("a wrong setting is an error that names it, what it got and what it wants", () => {
  test.each([
    [{ emailPort: 0 }, "emailPort must be a whole number from 1 to 65535; got number 0."],
    [{ emailPort: "25" }, 'emailPort must be a whole number from 1 to 65535; got "25".'],
    [{ emailUseTls: "yes" }, 'emailUseTls must be true or false; got "yes".'],
    [{ emailTimeout: -1 }, "emailTimeout must be a positive number of seconds; got number -1."],
    [{ emailHost: null }, "emailHost must be a string; got null."],
    [{ emailHostPassword: 12345 }, "emailHostPassword must be a string; got number."],
    [{ emailHosts: "x" }, 'configureMail() knows no setting "emailHosts"; it takes backend, emailHost'],
  ])("%j", (configuration, message) => {
    expect(() => configureMail(configuration as object)).toThrow(ConfigurationError);
    expect(() => configureMail(configuration as object)).toThrow(message);
  });

  test.each([
    [
      "EMAIL_PORT",
      "smtp",
      () => settings.emailPort,
      'the environment variable EMAIL_PORT must be a whole number from 1 to 65535; got "smtp".',
    ],
    [
      "EMAIL_USE_TLS",
      "maybe",
      () => settings.emailUseTls,
      'the environment variable EMAIL_USE_TLS must be true or false; got "maybe".',
    ],
    [
      "EMAIL_TIMEOUT",
      "soon",
      () => settings.emailTimeout,
      'the environment variable EMAIL_TIMEOUT must be a positive number of seconds; got "soon".',
    ],
  ])("%s=%s", (variable, value, read, message) => {
    vi.stubEnv(variable, value);
    expect(read).toThrow(message);
  });
});

test("the default sender is read when the message is built", () => {
  const message = new EmailMessage({ to: ["to@example.com"] });
  configureMail({ defaultFromEmail: "Shop <shop@example.com>" });
  expect(message.message().get("From")).toBe("Shop <shop@example.com>");
});

test("the password does not show when settings are inspected", () => {
  configureMail({ emailHostPassword: "canary-secret" });
  const shown = [inspect(settings, { getters: true }), JSON.stringify(settings), inspect({ ...settings })].join("\n");
  expect(shown).toContain("emailHost");
  expect(shown).not.toContain("canary-secret");
  expect(settings.emailHostPassword).toBe("canary-secret");
});
