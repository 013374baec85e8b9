import { afterEach, describe, expect, test } from "vitest";
import {
  type BackendOptions,
  type BaseEmailBackend,
  ConfigurationError,
  checkBackendOptions,
  configureMail,
  EmailMessage,
  getConnection,
  InvalidMailerError,
  MailerDoesNotExistError,
  mailAdmins,
  openConnection,
  overrideMailers,
  sendMail,
  sendMassMail,
  settings,
} from "../src/index.ts";
import { RecordingBackend } from "./recording-backend.ts";

interface HostOptions extends BackendOptions {
  readonly host?: string;
  readonly username?: string;
  readonly password?: string;
}

/** A backend that falls back on the settings, as the SMTP backend does. */
class Hosted extends RecordingBackend {
  readonly server: string;
  constructor(options: HostOptions = {}) {
    super(options);
    const {
      host = settings.emailHost,
      username = settings.emailHostUser,
      password = settings.emailHostPassword,
    } = options;
    this.server = `${username}:${password}@${host}`;
  }
}

const server = (connection: BaseEmailBackend): string => (connection as Hosted).server;

afterEach(() => configureMail({}));

describe("using", () => {
  test("names the mailer whose backend is made anew at each look-up, with its options", async () => {
    configureMail({ mailers: { marketing: { backend: Hosted, options: { host: "marketing.example.com" } } } });
    const first = await getConnection(undefined, { using: "marketing" });
    expect(server(first)).toBe(":@marketing.example.com");
    expect(await getConnection(undefined, { using: "marketing" })).not.toBe(first);
  });

  test("may name an instance, which is shared", async () => {
    const shared = new RecordingBackend();
    configureMail({ backend: Hosted, mailers: { marketing: shared } });
    expect(await getConnection(null, { using: "marketing" })).toBe(shared);
    await sendMail("a", "Body", null, ["a@example.com"], { using: "marketing" });
    await sendMassMail([["b", "Body", null, ["b@example.com"]]], { using: "marketing" });
    await new EmailMessage({ subject: "c", to: ["c@example.com"] }).send({ using: "marketing" });
    await new EmailMessage({ subject: "d", to: ["d@example.com"] }).deliver({ using: "marketing" });
    await using held = await openConnection({ using: "marketing" });
    expect(held).toBe(shared);
    expect(await getConnection({ using: "marketing" })).toBe(shared);
    configureMail({ admins: ["ada@example.com"], mailers: { marketing: shared } });
    await mailAdmins("e", "Body", { using: "marketing" });
    expect(shared.sent.map(({ message: { subject } }) => subject)).toEqual(["a", "b", "c", "d", "[Posthorn] e"]);
  });

  test("that is unknown is an error that says which mailers there are, also where nothing is tested", async () => {
    await expect(getConnection(null, { using: "marketing" })).rejects.toThrow(MailerDoesNotExistError);
    await expect(getConnection(null, { using: "marketing" })).rejects.toThrow(
      'There is no mailer "marketing"; configureMail() was given no mailers.',
    );
    configureMail({ mailers: { a: { backend: Hosted }, b: { backend: Hosted } } });
    const restore = overrideMailers(() => new RecordingBackend());
    await expect(sendMail("a", "b", null, ["a@example.com"], { using: "constructor" })).rejects.toThrow(
      'There is no mailer "constructor"; there are a, b.',
    );
    restore();
  });

  test("beside a connection or a backend is a TypeError that names it", async () => {
    const connection = new RecordingBackend();
    const draft = new EmailMessage({ to: ["a@example.com"], connection });
    await expect(draft.send({ using: "marketing" })).rejects.toThrow(TypeError);
    await expect(draft.deliver({ using: "marketing" })).rejects.toThrow(
      "using cannot stand beside connection, which is made already; leave one of them out.",
    );
    await expect(getConnection(RecordingBackend, { using: "marketing" } as never)).rejects.toThrow(
      "using names a mailer, which says its own backend; give either of the two.",
    );
  });
});

describe("the default mailer", () => {
  test("is the one called default, else what the settings describe", async () => {
    configureMail({ backend: Hosted, emailHost: "main.example.com", mailers: { a: { backend: RecordingBackend } } });
    expect(server(await getConnection())).toBe(":@main.example.com");
    expect(server(await getConnection(null, { using: "default" }))).toBe(":@main.example.com");
    configureMail({ mailers: { default: { backend: Hosted, options: { host: "d.example.com" } } } });
    expect(server(await getConnection())).toBe(":@d.example.com");
  });

  test("is the one that the setting using names", async () => {
    configureMail({
      using: "b",
      mailers: { default: { backend: Hosted }, b: { backend: Hosted, options: { host: "b" } } },
    });
    expect(server(await getConnection())).toBe(":@b");
  });
});

test("a named mailer never gets the host, the name or the password of the default mailer", async () => {
  configureMail({
    backend: Hosted,
    emailHost: "main.example.com",
    emailHostUser: "main",
    emailHostPassword: "secret",
    mailers: { other: { backend: Hosted, options: { host: "other.example.com" } } },
  });
  expect(server(await getConnection(null, { using: "other" }))).toBe(":@other.example.com");
  expect(server(await getConnection())).toBe("main:secret@main.example.com");
  expect(settings.emailHostPassword).toBe("secret");
});

test("options of a call go before the mailer's own; an instance can be given none", async () => {
  configureMail({
    mailers: { a: { backend: Hosted, options: { host: "a", username: "u" } }, b: new RecordingBackend() },
  });
  expect(server(await getConnection(null, { using: "a", host: "z" }))).toBe("u:@z");
  await expect(getConnection(null, { using: "b", failSilently: true })).rejects.toThrow(
    'The backend is an instance, which is made already; it cannot be given "failSilently".',
  );
});

test("an option that a mailer's backend does not take is the mailer's mistake, and names it", async () => {
  class Strict extends RecordingBackend {
    constructor(options: object = {}) {
      checkBackendOptions("Strict", options);
      super(options);
    }
  }
  configureMail({ mailers: { a: { backend: Strict, options: { hots: "x" } } } });
  await expect(getConnection({ using: "a" })).rejects.toThrow(InvalidMailerError);
  await expect(getConnection({ using: "a" })).rejects.toThrow(
    'The mailer "a" cannot be made: Strict takes no option "hots"',
  );
});

test("overrideMailers() is told the alias, and the options that the backend would be made with", async () => {
  configureMail({ mailers: { a: { backend: Hosted, options: { host: "a.example.com", failSilently: true } } } });
  const asked: unknown[] = [];
  const restore = overrideMailers((alias, options) => {
    asked.push([alias, options]);
    return new RecordingBackend();
  });
  await getConnection();
  await getConnection(null, { using: "a", host: "b.example.com" });
  restore();
  expect(asked).toEqual([
    ["default", {}],
    ["a", { host: "b.example.com", failSilently: true }],
  ]);
});

describe("mailers that are wrong are errors that name the place", () => {
  test.each<[object, string]>([
    [{ mailers: [] }, "mailers must be an object of aliases and mailers"],
    [
      { mailers: { a: "@posthorn/smtp" } },
      "mailers.a must be { backend, options }, or an instance of a backend; got string.",
    ],
    [{ mailers: { a: {} } }, "mailers.a.backend must be a backend class, or a module specifier"],
    [
      { mailers: { a: { backend: "x", options: "host" } } },
      "mailers.a.options must be an object with what the backend's constructor takes",
    ],
    [
      { mailers: { a: { backend: "x", host: "h" } } },
      "mailers.a.host must be left out: a mailer has backend and options; got string.",
    ],
    [{ using: "a" }, 'using must be one of the mailers, which are none; got "a".'],
    [{ using: "a", mailers: { b: { backend: "x" } } }, 'using must be one of the mailers, which are b; got "a".'],
    [
      { backend: "x", mailers: { default: { backend: "y" } } },
      "backend and mailers.default both say how mail is sent where no mailer is named; leave one out.",
    ],
  ])("%j", (configuration, text) => {
    expect(() => configureMail(configuration)).toThrow(ConfigurationError);
    expect(() => configureMail(configuration)).toThrow(text);
  });
});
