import { inspect } from "node:util";
import { afterEach, describe, expect, test, vi } from "vitest";
import { ConfigurationError, configureMail, EmailMessage, getConnection, settings } from "../src/index.ts";

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
    emailSslKeyfile: "",
    emailSslCertfile: "",
    emailFilePath: "",
    emailSubjectPrefix: "[Posthorn] ",
    emailUseLocaltime: false,
    defaultFromEmail: "webmaster@localhost",
    serverEmail: "root@localhost",
    admins: [],
    managers: [],
    defaultCharset: "utf-8",
    using: undefined,
    messageIdDomain: undefined,
    beforeSend: undefined,
    afterSend: undefined,
  });
  expect(settings.mailers).toEqual({});
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

test("an empty environment variable counts as not set, but for the prefix, which can be none", () => {
  vi.stubEnv("EMAIL_PORT", "");
  vi.stubEnv("EMAIL_HOST", "");
  vi.stubEnv("EMAIL_SUBJECT_PREFIX", "");
  expect([settings.emailPort, settings.emailHost, settings.emailSubjectPrefix]).toEqual([25, "localhost", ""]);
});

describe("a wrong setting is an error that names it, what it got and what it wants", () => {
  test.each([
    [{ emailPort: 0 }, "emailPort must be a whole number from 1 to 65535; got number 0."],
    [{ emailPort: "25" }, 'emailPort must be a whole number from 1 to 65535; got "25".'],
    [{ emailUseTls: "yes" }, 'emailUseTls must be true or false; got "yes".'],
    [{ emailTimeout: -1 }, "emailTimeout must be a positive number of seconds; got number -1."],
    [{ emailHost: null }, "emailHost must be a string; got null."],
    [{ emailHostPassword: 12345 }, "emailHostPassword must be a string; got number."],
    [
      { admins: "ada@example.com" },
      'admins must be a list of mailboxes, such as ["Ada <ada@example.com>"]; got "ada@example.com".',
    ],
    [
      { managers: [["Ada", "ada@"]] },
      'managers[0] must be a mailbox such as "Ada <ada@example.com>", or ["Ada", "ada@example.com"]; got an array.',
    ],
    [{ admins: [["ada@example.com", "Ada"]] }, "admins[0] must be a mailbox"],
    [{ admins: ["a@example.com", "a@b@c"] }, "admins[1] must be a mailbox"],
    [{ defaultFromEmail: "a@x.com, b@x.com" }, "defaultFromEmail must be exactly one mailbox"],
    [{ serverEmail: "root\r\nBcc: x@y.z" }, "serverEmail must be exactly one mailbox"],
    [
      { defaultCharset: "utf-16" },
      'defaultCharset must be a character set that can be written, such as "utf-8" or "iso-8859-1"; got "utf-16".',
    ],
    [{ beforeSend: "x" }, 'beforeSend must be a function; got "x".'],
    [{ emailUseLocaltime: 1 }, "emailUseLocaltime must be true or false; got number 1."],
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
      "ADMINS",
      "ada@example.com,,bob@example.com",
      () => settings.admins,
      'the environment variable ADMINS[1] must be a mailbox such as "Ada <ada@example.com>"',
    ],
    [
      "DEFAULT_CHARSET",
      "latin",
      () => settings.defaultCharset,
      "the environment variable DEFAULT_CHARSET must be a character set that can be written",
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

test("every other variable of the environment is read, people as mailboxes separated by commas", () => {
  vi.stubEnv("ADMINS", '"Doe, Jane" <jane@example.com>, root');
  vi.stubEnv("MANAGERS", "m@example.com");
  vi.stubEnv("EMAIL_SUBJECT_PREFIX", "[Shop] ");
  vi.stubEnv("SERVER_EMAIL", "server@example.com");
  vi.stubEnv("EMAIL_SSL_KEYFILE", "client.key");
  vi.stubEnv("EMAIL_SSL_CERTFILE", "client.crt");
  vi.stubEnv("EMAIL_FILE_PATH", "mails");
  vi.stubEnv("EMAIL_USE_LOCALTIME", "yes");
  vi.stubEnv("DEFAULT_CHARSET", "iso-8859-1");
  expect(settings).toMatchObject({
    admins: ['"Doe, Jane" <jane@example.com>', "root"],
    managers: ["m@example.com"],
    emailSubjectPrefix: "[Shop] ",
    serverEmail: "server@example.com",
    emailSslKeyfile: "client.key",
    emailSslCertfile: "client.crt",
    emailFilePath: "mails",
    emailUseLocaltime: true,
    defaultCharset: "iso-8859-1",
  });
});

test("the Date header has the local offset where emailUseLocaltime says so, and the same instant", () => {
  vi.stubEnv("TZ", "America/St_Johns");
  configureMail({ clock: () => new Date("2026-11-23T02:05:09Z") });
  const date = (): string | undefined => new EmailMessage({ to: ["to@example.com"] }).message().get("Date");
  expect(date()).toBe("Mon, 23 Nov 2026 02:05:09 +0000");
  configureMail({ clock: () => new Date("2026-11-23T02:05:09Z"), emailUseLocaltime: true });
  expect(date()).toBe("Sun, 22 Nov 2026 22:35:09 -0330");
});

describe("EMAIL_URL", () => {
  test.each([
    ["smtp://mail.example.com", ["mail.example.com", 25, "", "", false, false]],
    ["smtp+tls://mail.example.com", ["mail.example.com", 587, "", "", true, false]],
    ["smtps://user:p%40ss%2Fword@mail.example.com/", ["mail.example.com", 465, "user", "p@ss/word", false, true]],
    [
      "smtp://user%40example.com:secret@127.0.0.1:2525",
      ["127.0.0.1", 2525, "user@example.com", "secret", false, false],
    ],
    ["smtps://[::1]:465", ["::1", 465, "", "", false, true]],
  ])("%s", (url, expected) => {
    vi.stubEnv("EMAIL_URL", url);
    const { emailHost, emailPort, emailHostUser, emailHostPassword, emailUseTls, emailUseSsl } = settings;
    expect([emailHost, emailPort, emailHostUser, emailHostPassword, emailUseTls, emailUseSsl]).toEqual(expected);
  });

  test.each([
    ["mail.example.com", "it is no URL"],
    ["https://user:secret@mail.example.com", 'its scheme is "https:"; there are smtp:, smtp.tls:, smtps:'],
    ["smtp://", "it is no URL|it has no host"],
    ["smtp://user:secret@mail.example.com/path", "it has something behind host and port"],
    ["smtp://user:secret@mail.example.com?tls=1", "it has something behind host and port"],
    ["smtp://user:se/cret@mail.example.com", "it is no URL|it has something behind host and port"],
    ["smtp://user:secret%zz@mail.example.com", "it has a % that begins no escape"],
  ])("%s is refused, without being shown", (url, reason) => {
    vi.stubEnv("EMAIL_URL", url);
    expect(() => settings.emailHost).toThrow(ConfigurationError);
    expect(() => settings.emailHost).toThrow(new RegExp(`EMAIL_URL must look like .*(?:${reason})`));
    expect(() => settings.emailHost).not.toThrow(/se\/?cret/);
  });

  test("beside a variable that says the same thing is an error, so that no password reaches another host", () => {
    vi.stubEnv("EMAIL_URL", "smtps://user:secret@mail.example.com");
    vi.stubEnv("EMAIL_HOST", "other.example.com");
    expect(() => settings.emailHost).toThrow(
      "EMAIL_URL and EMAIL_HOST are both set and say the same thing; unset one.",
    );
  });

  test("is not used at all where configureMail() names the host", () => {
    vi.stubEnv("EMAIL_URL", "smtps://user:secret@mail.example.com");
    configureMail({ emailHost: "other.example.com" });
    const { emailHost, emailPort, emailHostPassword, emailUseSsl } = settings;
    expect([emailHost, emailPort, emailHostPassword, emailUseSsl]).toEqual(["other.example.com", 25, "", false]);
  });
});

test("a configuration that is no object is an error that shows one", () => {
  expect(() => configureMail(undefined as never)).toThrow("configureMail() takes an object of settings");
});

test("no secret shows in an error of a setting that holds one in the wrong place", async () => {
  const secret = "canary-secret";
  const url = `smtps://user:${secret}@mail.example.com`;
  const wrong: readonly object[] = [
    { mailers: { m: { backend: "@posthorn/smtp", password: secret } } },
    { mailers: { m: { backend: "@posthorn/smtp", options: url } } },
    { mailers: { m: url } },
    { emailHostPassword: 5 },
    { emailPort: url },
  ];
  for (const configuration of [...wrong, url as never]) {
    expect(() => configureMail(configuration)).toThrow(ConfigurationError);
    expect(() => configureMail(configuration)).not.toThrow(secret);
  }
  const error = await getConnection(url).catch((reason: unknown) => reason);
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(secret);
  expect(String(error)).toContain("the server's URL is EMAIL_URL");
});

test("no secret shows when settings are inspected or copied", () => {
  const secret = "canary-secret";
  configureMail({
    emailHostPassword: secret,
    mailers: { a: { backend: "@posthorn/smtp", options: { host: "h", password: secret } } },
  });
  const shown = [inspect(settings, { getters: true, depth: 9 }), JSON.stringify(settings), inspect({ ...settings })];
  expect(shown.join("\n")).not.toContain(secret);
  expect(Object.keys(settings.mailers)).toEqual(["a"]);
});

test("the password does not show when settings are inspected", () => {
  configureMail({ emailHostPassword: "canary-secret" });
  const shown = [inspect(settings, { getters: true }), JSON.stringify(settings), inspect({ ...settings })].join("\n");
  expect(shown).toContain("emailHost");
  expect(shown).not.toContain("canary-secret");
  expect(settings.emailHostPassword).toBe("canary-secret");
});
