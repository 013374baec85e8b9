import { checkOptions } from "@posthorn/core";
import { describe } from "../describe.ts";
import type { Expectation } from "./expectation.ts";
import type { ExpectedAttachment } from "./expected-attachments.ts";
import type { ExpectedMailboxes } from "./expected-mailboxes.ts";
import { type ExpectedText, isAsymmetric } from "./expected-text.ts";
import {
  attachmentExpectation,
  attachmentsExpectation,
  authorExpectation,
  headerExpectation,
  mailboxExpectation,
  textExpectation,
} from "./message-expectations.ts";

/**
 * What a message must be; what is left out may be anything. Strings are the whole text, RegExps are found in it, and asymmetric
 * values such as `expect.stringContaining("code")` decide themselves.
 */
export interface MailCriteria {
  /** One of the recipients, whose name counts if it is given; or a list of exactly those that there are, in any order. */
  readonly to?: ExpectedMailboxes;
  readonly cc?: ExpectedMailboxes;
  readonly bcc?: ExpectedMailboxes;
  /** Of `to`, `cc` and `bcc` together. */
  readonly recipients?: ExpectedMailboxes;
  readonly replyTo?: ExpectedMailboxes;
  /** The author, as the header From names it. */
  readonly from?: ExpectedText;
  readonly subject?: ExpectedText;
  readonly body?: ExpectedText;
  readonly html?: ExpectedText;
  /** Decoded values by the names of their fields, in any letter case. */
  readonly headers?: Readonly<Record<string, ExpectedText>>;
  /** One of the attachments, by its name or more; or a list of exactly those that there are, in any order. */
  readonly attachments?: ExpectedAttachment | readonly ExpectedAttachment[];
  /** The alias of the mailer that it was sent by, `default` for the default one. */
  readonly mailer?: ExpectedText;
}

const MAILBOXES = ["to", "cc", "bcc", "recipients", "replyTo"] as const;
const TEXTS = ["subject", "body", "html", "mailer"] as const;
const NAMES: readonly string[] = [...MAILBOXES, "from", ...TEXTS, "headers", "attachments"];
const OTHER_NAMES = {
  text: "Did you mean body?",
  from_email: "Did you mean from?",
  fromEmail: "Did you mean from?",
  attachment: "Did you mean attachments?",
  header: "Did you mean headers?",
  using: "Did you mean mailer?",
};

/**
 * What the criteria expect of a message, one by one.
 *
 * @param what - who takes them, such as `toHaveSent()`
 * @throws TypeError for a criterion that does not exist or that nothing can be held against
 */
export function expectationsOf(what: string, criteria: MailCriteria = {}): readonly Expectation[] {
  checkOptions(what, criteria, NAMES, OTHER_NAMES);
  return Object.entries(criteria).flatMap(([name, expected]) => {
    if (expected === undefined) throw missing(`${name} of ${what}`);
    if (name === "headers") return headerExpectations(what, criteria.headers);
    if (name === "from") return authorExpectation(what, expected);
    if (name === "attachments") {
      return Array.isArray(expected) ? attachmentsExpectation(what, expected) : attachmentExpectation(what, expected);
    }
    const of = MAILBOXES.find((field) => field === name);
    if (of) return mailboxExpectation(what, of, expected);
    const text = TEXTS.find((field) => field === name);
    return text ? textExpectation(what, text, expected) : [];
  });
}

function headerExpectations(what: string, headers: unknown): Expectation[] {
  if (typeof headers !== "object" || headers === null || Array.isArray(headers) || isAsymmetric(headers))
    throw new TypeError(`headers of ${what} are an object of names and values; got ${describe(headers)}.`);
  return Object.entries(headers).map(([name, expected]) => headerExpectation(what, name, expected));
}

function missing(what: string): TypeError {
  return new TypeError(`${what} is undefined; leave it out if it may be anything.`);
}
