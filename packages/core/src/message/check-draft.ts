import { describe } from "../describe.ts";
import { isPlainObject } from "../is-plain-object.ts";
import { remembered } from "../remembered.ts";
import { didYouMean } from "../similar-name.ts";
import { EmailAlternative } from "./email-alternative.ts";
import { EmailAttachment } from "./email-attachment.ts";

/** The attributes of a draft, as a program may have set them. */
export interface Draft {
  readonly subject: unknown;
  readonly body: unknown;
  readonly fromEmail: unknown;
  readonly to: unknown;
  readonly cc: unknown;
  readonly bcc: unknown;
  readonly replyTo: unknown;
  readonly extraHeaders: unknown;
  readonly attachments: unknown;
  readonly contentSubtype: unknown;
  readonly encoding: unknown;
}

/**
 * Holds a draft to the types of its attributes, which no compiler does for programs in JavaScript.
 *
 * @throws TypeError naming the attribute and what it got
 */
export function checkDraft(draft: Draft): void {
  demand(typeof draft.subject === "string", "subject must be a string", draft.subject);
  demand(typeof draft.body === "string", "body must be a string", draft.body);
  demand(
    draft.fromEmail === null || typeof draft.fromEmail === "string",
    "fromEmail must be a string",
    draft.fromEmail,
  );
  for (const name of ["to", "cc", "bcc", "replyTo"] as const) mailboxesOf(name, draft[name]);
  checkHeaders(draft.extraHeaders);
  demand(Array.isArray(draft.attachments), "attachments must be a list", draft.attachments);
  (draft.attachments as readonly unknown[]).forEach((attachment, index) => {
    const wants = `attachments[${index}] must be an EmailAttachment, a MimePart or [filename, content, mimetype]`;
    demand(attachment instanceof EmailAttachment, wants, attachment);
  });
  const { contentSubtype, encoding } = draft;
  demand(typeof contentSubtype === "string", 'contentSubtype must be a string, such as "html"', contentSubtype);
  demand(encoding === null || typeof encoding === "string", "encoding must be the name of a character set", encoding);
}

const ATTRIBUTES: readonly string[] = [
  "subject",
  "body",
  "fromEmail",
  "to",
  "cc",
  "bcc",
  "replyTo",
  "extraHeaders",
  "attachments",
  "alternatives",
  "connection",
  "contentSubtype",
  "encoding",
];
/** Attributes that mean themselves. */
const KNOWN = new Set(ATTRIBUTES);
/** What is said of any other; nothing of those of a subclass. */
const adviceFor = remembered((name) =>
  name === "headers" ? " Did you mean extraHeaders?" : didYouMean(name, ATTRIBUTES),
);

/**
 * Refuses an attribute in Django's spelling, or by its option's name, which would be ignored.
 *
 * @throws TypeError naming it, and what was meant
 */
export function refuseSlips(draft: Draft): void {
  for (const name in draft) {
    if (KNOWN.has(name)) continue;
    const advice = adviceFor(name);
    if (advice !== "") throw new TypeError(`A message has no attribute ${describe(name)}.${advice}`);
  }
}

/**
 * Holds alternatives to a list of what they are.
 *
 * @throws TypeError naming the element
 */
export function checkAlternatives(alternatives: unknown): void {
  demand(Array.isArray(alternatives), "alternatives must be a list", alternatives);
  (alternatives as readonly unknown[]).forEach((alternative, index) => {
    demand(alternative instanceof EmailAlternative, `alternatives[${index}] must be an EmailAlternative`, alternative);
  });
}

/**
 * The elements of a list of mailboxes that an option gives.
 *
 * @throws TypeError if it is none, or an element is no string
 */
export function mailboxList(name: string, value: unknown): readonly string[] {
  if (value === undefined || value === null || value === "") return [];
  if (Array.isArray(value)) return mailboxesOf(name, value);
  const isList = typeof value === "object" && Symbol.iterator in value && !(value instanceof String);
  demand(isList, `${name} must be a list of mailboxes, such as ["ada@example.com"]`, value);
  return mailboxesOf(name, Array.from(value as Iterable<unknown>));
}

/**
 * The elements of a list of mailboxes that is an attribute of a draft. An iterator would be used up by whoever asks
 * first, and be nobody for the next.
 *
 * @throws TypeError if it is no array, or an element is no string
 */
export function mailboxesOf(name: string, value: unknown): readonly string[] {
  if (value === undefined || value === null || value === "") return [];
  demand(Array.isArray(value), `${name} must be an array of mailboxes, such as ["ada@example.com"]`, value);
  const elements = value as readonly unknown[];
  const wrong = elements.findIndex((element) => typeof element !== "string");
  if (wrong === -1) return elements as readonly string[];
  throw new TypeError(
    `${name}[${wrong}] must be a mailbox such as "ada@example.com"; got ${describe(elements[wrong])}. Leave out what is no recipient.`,
  );
}

/**
 * Holds extra headers to an object of names and values.
 *
 * @throws TypeError naming the header
 */
export function checkHeaders(headers: unknown): asserts headers is Readonly<Record<string, string>> {
  demand(isPlainObject(headers), 'headers must be an object of names and values, such as { "X-Tag": "a" }', headers);
  for (const [name, value] of Object.entries(headers as object))
    demand(typeof value === "string", `The header ${describe(name)} must be a string`, value);
}

function demand(holds: boolean, wants: string, value: unknown): void {
  if (!holds) throw new TypeError(`${wants}; got ${describe(value)}.`);
}
