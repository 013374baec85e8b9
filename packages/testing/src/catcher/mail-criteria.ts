import { checkOptions } from "@posthorn/core";
import { describe } from "../describe.ts";
import type { CaughtMail } from "./caught-mail.ts";

/** Which mail is meant; every criterion that is given must hold. A string is the whole value, a RegExp stands somewhere in it. */
export interface MailCriteria {
  /** The sender of the envelope (MAIL FROM). */
  readonly from?: string | RegExp;
  /** One of the recipients of the envelope (RCPT TO), blind copies among them. */
  readonly to?: string | RegExp;
  /** The subject as a reader shows it. */
  readonly subject?: string | RegExp;
}

type Predicate = (mail: CaughtMail) => boolean;

const VALUES: Readonly<Record<keyof MailCriteria, (mail: CaughtMail) => readonly string[]>> = {
  from: ({ envelope }) => [envelope.from],
  to: ({ envelope }) => envelope.to,
  subject: ({ subject }) => [subject],
};
const NAMES = ["from", "to", "subject"] as const;

/**
 * Whether a mail is meant.
 *
 * @throws TypeError naming the criterion that does not exist, or whose value is neither string nor RegExp
 */
export function predicateOf(criteria: MailCriteria | Predicate): Predicate {
  if (typeof criteria === "function") return criteria;
  checkOptions("waitForMail()", criteria, NAMES, {
    text: "A function says it: waitForMail(({ text }) => text?.includes(…) ?? false).",
    timeoutMs: "Options are the second argument: waitForMail({}, { timeoutMs }).",
  });
  const tests = NAMES.flatMap((name) => {
    const expected = criteria[name];
    if (expected === undefined) return [];
    if (typeof expected !== "string" && !(expected instanceof RegExp))
      throw new TypeError(`${name} of waitForMail() must be a string or a RegExp; got ${describe(expected)}.`);
    return [(mail: CaughtMail) => VALUES[name](mail).some((value) => matches(name, value, expected))];
  });
  return (mail) => tests.every((test) => test(mail));
}

/** Criteria as an error shows them. */
export function describeCriteria(criteria: MailCriteria | Predicate): string {
  if (typeof criteria === "function") return "No mail that the function accepts";
  const parts = NAMES.flatMap((name) => {
    const expected = criteria[name];
    if (expected === undefined) return [];
    return `${name} ${typeof expected === "string" ? JSON.stringify(expected) : String(expected)}`;
  });
  return parts.length === 0 ? "No mail" : `No mail with ${parts.join(", ")}`;
}

/** Of addresses the letter case does not count: no server tells them apart by it. */
function matches(name: keyof MailCriteria, value: string, expected: string | RegExp): boolean {
  if (typeof expected !== "string") return value.search(expected) !== -1;
  return name === "subject" ? value === expected : value.toLowerCase() === expected.toLowerCase();
}
