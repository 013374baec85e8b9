import { parseMailbox } from "../address/mailbox.ts";
import { splitMailboxList } from "../address/mailbox-list.ts";
import type { BackendClass, BaseEmailBackend } from "../backend.ts";
import { MailError } from "../errors.ts";
import { isPlainObject } from "../is-plain-object.ts";
import { isCharset } from "../mime/charset.ts";
import type { MailboxLike, Mailer, MailerDefinition } from "./mail-settings.ts";

/** What a setting can be. */
export interface Kind<Value> {
  /** As an error says it, behind "must be". */
  readonly wants: string;
  accepts(value: unknown): boolean;
  /** The value that an environment variable stands for; what it does not accept is an error. */
  parse?(text: string): Value | undefined;
  /** What an accepted value is made of, each named by how it is reached, such as `[0]`. */
  parts?(value: Value): Iterable<readonly [path: string, part: unknown, kind: Kind<unknown>]>;
}

/** RFC 5321, 4.5.3.1.2. */
const LONGEST_DOMAIN = 255;
const DOMAIN = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i;

export const text: Kind<string> = {
  wants: "a string",
  accepts: (value) => typeof value === "string",
  parse: (value) => value,
};

export const port: Kind<number> = {
  wants: "a whole number from 1 to 65535",
  accepts: (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 65_535,
  parse: (value) => (/^\d+$/.test(value) ? Number(value) : undefined),
};

const FLAGS: Readonly<Record<string, boolean>> = {
  true: true,
  "1": true,
  yes: true,
  on: true,
  false: false,
  "0": false,
  no: false,
  off: false,
};

export const flag: Kind<boolean> = {
  wants: "true or false",
  accepts: (value) => typeof value === "boolean",
  parse: (value) => (Object.hasOwn(FLAGS, value.toLowerCase()) ? FLAGS[value.toLowerCase()] : undefined),
};

export const seconds: Kind<number | undefined> = {
  wants: "a positive number of seconds",
  accepts: (value) => value === undefined || (Number.isFinite(value) && Number(value) > 0),
  parse: (value) => (/^\d+(?:\.\d+)?$/.test(value) ? Number(value) : Number.NaN),
};

export const domain: Kind<string | undefined> = {
  wants: 'a domain in ASCII, such as "mail.example.com"',
  accepts: (value) =>
    value === undefined || (typeof value === "string" && value.length <= LONGEST_DOMAIN && DOMAIN.test(value)),
};

export const charset: Kind<string> = {
  wants: 'a character set that can be written, such as "utf-8" or "iso-8859-1"',
  accepts: (value) => typeof value === "string" && isCharset(value),
  parse: (value) => value,
};

export const mailbox: Kind<string> = {
  wants: 'exactly one mailbox, such as "Ada <ada@example.com>"',
  accepts: (value) => typeof value === "string" && isMailbox(value),
  parse: (value) => value,
};

const mailboxLike: Kind<MailboxLike> = {
  wants: 'a mailbox such as "Ada <ada@example.com>", or ["Ada", "ada@example.com"]',
  accepts: (value) =>
    Array.isArray(value)
      ? // An address in the place of the name: the pair is turned around.
        value.length === 2 && isName(value[0]) && mailbox.accepts(value[1])
      : mailbox.accepts(value),
};

export const mailboxes: Kind<readonly MailboxLike[]> = {
  wants: 'a list of mailboxes, such as ["Ada <ada@example.com>"]',
  accepts: (value) => Array.isArray(value),
  parse: (value) => splitMailboxList(value).map((element) => element.trim()),
  *parts(value) {
    for (const [index, element] of value.entries()) yield [`[${index}]`, element, mailboxLike];
  },
};

export const backend: Kind<BackendClass | BaseEmailBackend | string> = {
  wants: 'a backend class, an instance, or a module specifier such as "@posthorn/smtp"',
  accepts: (value) => isRecipe(value) || typeof value === "object",
  parse: (value) => value,
};

const recipe: Kind<BackendClass | string> = {
  wants: 'a backend class, or a module specifier such as "@posthorn/smtp"',
  accepts: isRecipe,
};

const options: Kind<object | undefined> = {
  wants: "an object with what the backend's constructor takes",
  accepts: (value) => value === undefined || isPlainObject(value),
};

const nothing: Kind<unknown> = { wants: "left out: a mailer has backend and options", accepts: () => false };

const mailer: Kind<Mailer> = {
  wants: "{ backend, options }, or an instance of a backend",
  accepts: (value) => isPlainObject(value) || (typeof value === "object" && value !== null && "sendMessages" in value),
  *parts(value) {
    if (!isPlainObject(value)) return;
    const { backend: made, options: given, ...others } = value as MailerDefinition;
    yield [".backend", made, recipe];
    yield [".options", given, options];
    for (const [name, other] of Object.entries(others)) yield [`.${name}`, other, nothing];
  },
};

export const mailers: Kind<Readonly<Record<string, Mailer>>> = {
  wants: "an object of aliases and mailers, such as { marketing: { backend, options } }",
  accepts: isPlainObject,
  *parts(value) {
    for (const [alias, entry] of Object.entries(value)) yield [`.${alias}`, entry, mailer];
  },
};

export const alias: Kind<string | undefined> = {
  wants: "the alias of a mailer",
  accepts: (value) => value === undefined || typeof value === "string",
};

/** A kind of functions; `undefined` too is accepted where the setting can be without one. */
export function callable<Value>(): Kind<Value> {
  return { wants: "a function", accepts: (value) => value === undefined || typeof value === "function" };
}

function isMailbox(value: string): boolean {
  try {
    parseMailbox(value);
    return true;
  } catch (error) {
    if (error instanceof MailError) return false;
    throw error;
  }
}

function isName(value: unknown): boolean {
  return typeof value === "string" && !(value.includes("@") && isMailbox(value));
}

function isRecipe(value: unknown): boolean {
  return typeof value === "function" || (typeof value === "string" && value !== "");
}
