import type { BackendClass, BaseEmailBackend } from "./backend.ts";
import { describe } from "./describe.ts";
import { ConfigurationError } from "./errors.ts";

/** Every setting, as it holds now: what `configureMail` was given, else the environment variable, else the default. */
export interface MailSettings {
  /** A class, an instance or a module specifier. @defaultValue `EMAIL_BACKEND`, else `@posthorn/smtp` */
  readonly backend: BackendClass | BaseEmailBackend | string;
  /** @defaultValue `EMAIL_HOST`, else `localhost` */
  readonly emailHost: string;
  /** @defaultValue `EMAIL_PORT`, else 25 */
  readonly emailPort: number;
  /** @defaultValue `EMAIL_HOST_USER`, else none */
  readonly emailHostUser: string;
  /** @defaultValue `EMAIL_HOST_PASSWORD`, else none */
  readonly emailHostPassword: string;
  /** STARTTLS before anything else. @defaultValue `EMAIL_USE_TLS`, else false */
  readonly emailUseTls: boolean;
  /** TLS from the first octet. @defaultValue `EMAIL_USE_SSL`, else false */
  readonly emailUseSsl: boolean;
  /** In seconds. @defaultValue `EMAIL_TIMEOUT`, else the backend's own */
  readonly emailTimeout: number | undefined;
  /** The folder of the file backend. @defaultValue `EMAIL_FILE_PATH`, else none */
  readonly emailFilePath: string;
  /** @defaultValue `DEFAULT_FROM_EMAIL`, else `webmaster@localhost` */
  readonly defaultFromEmail: string;
  /** What follows the @ of a Message-ID. @defaultValue the domain of `fromEmail` */
  readonly messageIdDomain: string | undefined;
  /** Gives the time of the Date header. @defaultValue the system's clock */
  readonly clock: () => Date;
  /** Gives unique ids for Message-IDs and boundaries: 1 to 60 letters, digits and hyphens. @defaultValue random UUIDs */
  readonly idSource: () => string;
}

/** What `configureMail` takes: any of the settings. */
export type MailConfiguration = Partial<MailSettings>;

interface Kind<Value> {
  readonly wants: string;
  accepts(value: unknown): boolean;
  /** The value that an environment variable stands for; what it does not accept is an error. */
  parse?(text: string): Value | undefined;
}

interface Definition<Value> {
  readonly kind: Kind<Value>;
  readonly fallback: Value;
  readonly variable?: string;
}

const DOMAIN = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i;

const text: Kind<string> = {
  wants: "a string",
  accepts: (value) => typeof value === "string",
  parse: (value) => value,
};
const port: Kind<number> = {
  wants: "a whole number from 1 to 65535",
  accepts: (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 65_535,
  parse: (value) => (/^\d+$/.test(value) ? Number(value) : undefined),
};
const flag: Kind<boolean> = {
  wants: "true or false",
  accepts: (value) => typeof value === "boolean",
  parse: (value) =>
    ({ true: true, "1": true, yes: true, on: true, false: false, "0": false, no: false, off: false })[
      value.toLowerCase()
    ],
};
const seconds: Kind<number | undefined> = {
  wants: "a positive number of seconds",
  accepts: (value) => value === undefined || (Number.isFinite(value) && Number(value) > 0),
  parse: (value) => (/^\d+(?:\.\d+)?$/.test(value) ? Number(value) : Number.NaN),
};
const domain: Kind<string | undefined> = {
  wants: 'a domain in ASCII, such as "mail.example.com"',
  accepts: (value) => value === undefined || (typeof value === "string" && DOMAIN.test(value)),
};
const backend: Kind<BackendClass | BaseEmailBackend | string> = {
  wants: 'a backend class, an instance, or a module specifier such as "@posthorn/smtp"',
  accepts: (value) =>
    typeof value === "function" || typeof value === "object" || (typeof value === "string" && value !== ""),
  parse: (value) => value,
};
const source = <Value>(): Kind<() => Value> => ({
  wants: "a function",
  accepts: (value) => typeof value === "function",
});

const definitions: { readonly [Name in keyof MailSettings]: Definition<MailSettings[Name]> } = {
  backend: { kind: backend, fallback: "@posthorn/smtp", variable: "EMAIL_BACKEND" },
  emailHost: { kind: text, fallback: "localhost", variable: "EMAIL_HOST" },
  emailPort: { kind: port, fallback: 25, variable: "EMAIL_PORT" },
  emailHostUser: { kind: text, fallback: "", variable: "EMAIL_HOST_USER" },
  emailHostPassword: { kind: text, fallback: "", variable: "EMAIL_HOST_PASSWORD" },
  emailUseTls: { kind: flag, fallback: false, variable: "EMAIL_USE_TLS" },
  emailUseSsl: { kind: flag, fallback: false, variable: "EMAIL_USE_SSL" },
  emailTimeout: { kind: seconds, fallback: undefined, variable: "EMAIL_TIMEOUT" },
  emailFilePath: { kind: text, fallback: "", variable: "EMAIL_FILE_PATH" },
  defaultFromEmail: { kind: text, fallback: "webmaster@localhost", variable: "DEFAULT_FROM_EMAIL" },
  messageIdDomain: { kind: domain, fallback: undefined },
  clock: { kind: source<Date>(), fallback: () => new Date() },
  idSource: { kind: source<string>(), fallback: () => crypto.randomUUID() },
};

let configured: MailConfiguration = {};

/**
 * Sets settings for the whole process. A second call replaces the first.
 *
 * @throws ConfigurationError naming the setting, what it got and what it wants
 */
export function configureMail(configuration: MailConfiguration): void {
  for (const [name, value] of Object.entries(configuration)) {
    const definition = Object.hasOwn(definitions, name) ? definitions[name as keyof MailSettings] : undefined;
    if (!definition) {
      throw new ConfigurationError(
        `configureMail() knows no setting ${describe(name)}; it takes ${Object.keys(definitions).join(", ")}.`,
      );
    }
    if (value !== undefined && (value === null || !definition.kind.accepts(value)))
      throw unfit(name, name, value, definition.kind);
  }
  configured = { ...configuration };
}

function read<Name extends keyof MailSettings>(name: Name): MailSettings[Name] {
  const explicit = configured[name];
  if (explicit !== undefined) return explicit as MailSettings[Name];
  const { kind, variable, fallback }: Definition<MailSettings[Name]> = definitions[name];
  const found = variable === undefined || typeof process === "undefined" ? undefined : process.env[variable];
  if (variable === undefined || found === undefined || found === "" || !kind.parse) return fallback;
  const value = kind.parse(found);
  if (value === undefined || !kind.accepts(value))
    throw unfit(name, `the environment variable ${variable}`, found, kind);
  return value;
}

/** An error that shows what was given, unless it may be a secret. */
function unfit(name: string, where: string, value: unknown, { wants }: Kind<unknown>): ConfigurationError {
  const got = name === "emailHostPassword" ? typeof value : describe(value);
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
        {
          // What lists or copies the settings must not carry the password along.
          enumerable: name !== "emailHostPassword",
          get: () => read(name as keyof MailSettings),
        },
      ]),
    ),
  ) as MailSettings,
);
