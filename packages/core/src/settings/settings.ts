import { describe } from "../describe.ts";
import { ConfigurationError } from "../errors.ts";
import { isPlainObject } from "../is-plain-object.ts";
import { didYouMean } from "../similar-name.ts";
import { type EmailUrl, parseEmailUrl } from "./email-url.ts";
import type { MailConfiguration, MailerRecipes, MailSettings } from "./mail-settings.ts";
import * as kinds from "./setting-kind.ts";

/** The ids of which no two are alike. */
export const randomId = (): string => crypto.randomUUID();

interface Definition<Value> {
  readonly kind: kinds.Kind<Value>;
  readonly fallback: Value;
  readonly variable?: string;
  /** Whether an empty variable is a value; else it counts as not set. */
  readonly canBeEmpty?: true;
}

const definitions: { readonly [Name in keyof MailSettings]: Definition<MailSettings[Name]> } = {
  backend: { kind: kinds.backend, fallback: "@posthorn/smtp", variable: "EMAIL_BACKEND" },
  emailHost: { kind: kinds.text, fallback: "localhost", variable: "EMAIL_HOST" },
  emailPort: { kind: kinds.port, fallback: 25, variable: "EMAIL_PORT" },
  emailHostUser: { kind: kinds.text, fallback: "", variable: "EMAIL_HOST_USER" },
  emailHostPassword: { kind: kinds.text, fallback: "", variable: "EMAIL_HOST_PASSWORD" },
  emailUseTls: { kind: kinds.flag, fallback: false, variable: "EMAIL_USE_TLS" },
  emailUseSsl: { kind: kinds.flag, fallback: false, variable: "EMAIL_USE_SSL" },
  emailTimeout: { kind: kinds.seconds, fallback: undefined, variable: "EMAIL_TIMEOUT" },
  emailSslKeyfile: { kind: kinds.text, fallback: "", variable: "EMAIL_SSL_KEYFILE" },
  emailSslCertfile: { kind: kinds.text, fallback: "", variable: "EMAIL_SSL_CERTFILE" },
  emailFilePath: { kind: kinds.text, fallback: "", variable: "EMAIL_FILE_PATH" },
  emailSubjectPrefix: {
    kind: kinds.text,
    fallback: "[Posthorn] ",
    variable: "EMAIL_SUBJECT_PREFIX",
    canBeEmpty: true,
  },
  emailUseLocaltime: { kind: kinds.flag, fallback: false, variable: "EMAIL_USE_LOCALTIME" },
  defaultFromEmail: { kind: kinds.mailbox, fallback: "webmaster@localhost", variable: "DEFAULT_FROM_EMAIL" },
  serverEmail: { kind: kinds.mailbox, fallback: "root@localhost", variable: "SERVER_EMAIL" },
  admins: { kind: kinds.mailboxes, fallback: [], variable: "ADMINS" },
  managers: { kind: kinds.mailboxes, fallback: [], variable: "MANAGERS" },
  defaultCharset: { kind: kinds.charset, fallback: "utf-8", variable: "DEFAULT_CHARSET" },
  mailers: { kind: kinds.mailers, fallback: {} },
  using: { kind: kinds.alias, fallback: undefined },
  messageIdDomain: { kind: kinds.domain, fallback: undefined },
  clock: { kind: kinds.callable(), fallback: () => new Date() },
  idSource: { kind: kinds.callable(), fallback: randomId },
  beforeSend: { kind: kinds.callable(), fallback: undefined },
  afterSend: { kind: kinds.callable(), fallback: undefined },
};

/** What only the default mailer's backend falls back on. */
const OF_THE_DEFAULT_MAILER: ReadonlySet<string> = new Set<keyof MailSettings>([
  "emailHost",
  "emailPort",
  "emailHostUser",
  "emailHostPassword",
  "emailUseTls",
  "emailUseSsl",
  "emailTimeout",
  "emailSslKeyfile",
  "emailSslCertfile",
  "emailFilePath",
]);

/** What lists or copies the settings must not carry a password along. */
const SECRET: ReadonlySet<string> = new Set<keyof MailSettings>(["emailHostPassword", "backend", "mailers"]);

let configured: MailConfiguration = {};
let standsAlone = false;

/**
 * Sets settings for the whole process. A second call replaces the first.
 *
 * @throws ConfigurationError naming the setting, what it got and what it wants
 */
export function configureMail<Recipes extends MailerRecipes>(configuration: MailConfiguration<Recipes>): void {
  if (!isPlainObject(configuration)) {
    throw new ConfigurationError(
      `configureMail() takes an object of settings, such as { emailHost: "mail.example.com" }; got ${describe(configuration)}.`,
    );
  }
  for (const [name, value] of Object.entries(configuration)) {
    if (!isSetting(name)) {
      throw new ConfigurationError(
        `configureMail() knows no setting ${describe(name)}; it takes ${Object.keys(definitions).join(", ")}.${didYouMean(name, Object.keys(definitions))}`,
      );
    }
    if (value !== undefined) check(name, value, definitions[name].kind);
  }
  const { mailers = {}, using, backend } = configuration;
  if (using !== undefined && using !== "default" && !Object.hasOwn(mailers, using)) {
    throw new ConfigurationError(
      `using must be one of the mailers, which are ${Object.keys(mailers).join(", ") || "none"}; got ${describe(using)}.`,
    );
  }
  if (backend !== undefined && Object.hasOwn(mailers, "default")) {
    throw new ConfigurationError(
      "backend and mailers.default both say how mail is sent where no mailer is named; leave one out.",
    );
  }
  configured = { ...configuration, mailers: { ...mailers } };
}

/**
 * What `construct` answers; while it runs, the settings of the default mailer's server are not to be seen. A named mailer
 * with a host of its own must not be given the default mailer's password.
 */
export function withoutDefaultServer<Result>(construct: () => Result): Result {
  const before = standsAlone;
  standsAlone = true;
  try {
    return construct();
  } finally {
    standsAlone = before;
  }
}

function isSetting(name: string): name is keyof MailSettings {
  return Object.hasOwn(definitions, name);
}

function check(name: string, value: unknown, kind: kinds.Kind<unknown>, where = name): void {
  if (value === null || !kind.accepts(value)) throw unfit(name, where, value, kind);
  for (const [path, part, partKind] of kind.parts?.(value) ?? []) check(name, part, partKind, `${where}${path}`);
}

function read<Name extends keyof MailSettings>(name: Name): MailSettings[Name] {
  const { kind, variable, fallback, canBeEmpty }: Definition<MailSettings[Name]> = definitions[name];
  if (standsAlone && OF_THE_DEFAULT_MAILER.has(name)) return fallback;
  const explicit = configured[name];
  if (explicit !== undefined) return explicit as MailSettings[Name];
  const found = variable === undefined ? undefined : fromEnvironment(variable, canBeEmpty);
  if (variable === undefined || found === undefined || !kind.parse) return fromUrl(name) ?? fallback;
  if (fromUrl(name) !== undefined) {
    throw new ConfigurationError(`EMAIL_URL and ${variable} are both set and say the same thing; unset one.`);
  }
  const value = kind.parse(found);
  const where = `the environment variable ${variable}`;
  if (value === undefined || !kind.accepts(value)) throw unfit(name, where, found, kind);
  check(name, value, kind, where);
  return value;
}

function fromEnvironment(variable: string, canBeEmpty = false): string | undefined {
  const value = typeof process === "undefined" ? undefined : process.env[variable];
  return value === "" && !canBeEmpty ? undefined : value;
}

let parsed: { readonly text: string; readonly url: EmailUrl } | undefined;

/** The setting as EMAIL_URL has it, which is taken whole or not at all: its password is for its host alone. */
function fromUrl<Name extends keyof MailSettings>(name: Name): MailSettings[Name] | undefined {
  if (!OF_THE_DEFAULT_MAILER.has(name) || configured.emailHost !== undefined) return undefined;
  const text = fromEnvironment("EMAIL_URL");
  if (text === undefined) return undefined;
  if (parsed?.text !== text) parsed = { text, url: parseEmailUrl(text) };
  const url: Partial<MailSettings> = parsed.url;
  return url[name];
}

/** An error that shows what was given, unless it may be a secret. */
function unfit(name: string, where: string, value: unknown, { wants }: kinds.Kind<unknown>): ConfigurationError {
  const got = SECRET.has(name) && typeof value !== "object" ? typeof value : describe(value);
  return new ConfigurationError(`${where} must be ${wants}; got ${got}.`);
}

/**
 * The settings as they hold now, each read at the moment of asking.
 * Reading one throws a ConfigurationError if its environment variable is unusable.
 */
export const settings: MailSettings = Object.freeze(
  Object.defineProperties(
    {},
    Object.fromEntries(
      Object.keys(definitions).map((name) => [
        name,
        { enumerable: !SECRET.has(name), get: () => read(name as keyof MailSettings) },
      ]),
    ),
  ) as MailSettings,
);
