import { checkOptions, type EmailMessage } from "@posthorn/core";
import { describe } from "../describe.ts";
import { sendingOf } from "../outbox/sent-by.ts";
import type { Expectation } from "./expectation.ts";
import {
  attachmentsDifference,
  checkExpectedAttachment,
  type ExpectedAttachment,
  shownExpectedAttachment,
} from "./expected-attachments.ts";
import { headerDifference } from "./expected-headers.ts";
import { checkExpectedMailboxes, type ExpectedMailboxes, mailboxesDifference } from "./expected-mailboxes.ts";
import { checkExpectedText, type ExpectedText, isAsymmetric, shownExpected } from "./expected-text.ts";
import { type Difference, textDifference } from "./text-difference.ts";
import { htmlOf, textOf as plainTextOf } from "./versions.ts";

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
const TEXTS = ["from", "subject", "body", "html", "mailer"] as const;
const NAMES: readonly string[] = [...MAILBOXES, ...TEXTS, "headers", "attachments"];
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
    if (name === "attachments") return attachmentExpectation(what, expected);
    const of = MAILBOXES.find((field) => field === name);
    if (of) return mailboxExpectation(what, of, expected);
    const text = TEXTS.find((field) => field === name);
    return text ? textExpectation(what, text, expected) : [];
  });
}

type TextName = (typeof TEXTS)[number] | "text";

/** What is expected of a text of a message. */
export function textExpectation(what: string, name: TextName, expected: unknown): Expectation {
  if (name === "from") {
    const from = expected;
    checkExpectedMailboxes(`${name} of ${what}`, from);
    return expectation(name, shownExpected(from), (message) => mailboxesDifference([authorOf(message)], from));
  }
  checkExpectedText(`${name} of ${what}`, expected);
  return expectation(name, shownExpected(expected), (message) => textDifference(textOf(message, name), expected));
}

function textOf(message: EmailMessage, name: Exclude<TextName, "from">): string | null {
  if (name === "text") return plainTextOf(message);
  if (name === "html") return htmlOf(message);
  return name === "mailer" ? (sendingOf(message)?.mailer ?? null) : message[name];
}

/** Whom the header From names: an outbox remembers it, though the settings may have changed since. */
function authorOf(message: EmailMessage): string {
  const [, header] = Object.entries(message.extraHeaders).find(([name]) => name.toLowerCase() === "from") ?? [];
  return header ?? (message.fromEmail || sendingOf(message)?.mime.get("From") || message.sender());
}

/** What is expected of the mailboxes of a message. */
export function mailboxExpectation(what: string, name: (typeof MAILBOXES)[number], expected: unknown): Expectation {
  checkExpectedMailboxes(`${name} of ${what}`, expected);
  return expectation(name, shownExpected(expected), (message) =>
    mailboxesDifference(name === "recipients" ? message.recipients() : message[name], expected),
  );
}

function headerExpectations(what: string, headers: unknown): Expectation[] {
  if (typeof headers !== "object" || headers === null || Array.isArray(headers) || isAsymmetric(headers))
    throw new TypeError(`headers of ${what} are an object of names and values; got ${describe(headers)}.`);
  return Object.entries(headers).map(([name, expected]) => headerExpectation(what, name, expected));
}

/** What is expected of a header field: a value, or that it is there. */
export function headerExpectation(what: string, name: unknown, ...values: readonly unknown[]): Expectation {
  if (typeof name !== "string" || name === "")
    throw new TypeError(`The name of a header of ${what} is a string such as "Reply-To"; got ${describe(name)}.`);
  const [expected] = values;
  // A value that was forgotten in a variable is not "any".
  if (values.length === 0) return expectation(name, "any value", (message) => headerDifference(message, name));
  checkExpectedText(`${name} of ${what}`, expected);
  return expectation(name, shownExpected(expected), (message) => headerDifference(message, name, expected));
}

/** What is expected of the attachments: one among them, or a list of all. */
export function attachmentExpectation(what: string, expected: unknown): Expectation {
  if (Array.isArray(expected)) {
    const list: readonly unknown[] = expected;
    const checked = list.map((one, index): ExpectedAttachment => {
      checkExpectedAttachment(`attachments[${index}] of ${what}`, one);
      return one;
    });
    return expectation("attachments", `[${checked.map(shownExpectedAttachment).join(", ")}]`, (message) =>
      attachmentsDifference(message, checked),
    );
  }
  checkExpectedAttachment(`attachments of ${what}`, expected);
  return expectation("attachment", shownExpectedAttachment(expected), (message) =>
    attachmentsDifference(message, expected),
  );
}

function expectation(
  aspect: string,
  wanted: string,
  differenceOf: (message: EmailMessage) => Difference | undefined,
): Expectation {
  return { aspect, wanted, differenceOf };
}

function missing(what: string): TypeError {
  return new TypeError(`${what} is undefined; leave it out if it may be anything.`);
}
