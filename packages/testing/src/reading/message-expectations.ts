import type { EmailMessage } from "@posthorn/core";
import { describe } from "../describe.ts";
import { sendingOf } from "../outbox/sent-by.ts";
import { authorOf } from "./author-of.ts";
import type { Expectation } from "./expectation.ts";
import {
  attachmentsDifference,
  checkExpectedAttachment,
  type ExpectedAttachment,
  shownExpectedAttachment,
} from "./expected-attachments.ts";
import { headerDifference } from "./expected-headers.ts";
import { checkExpectedMailbox, checkExpectedMailboxes, mailboxesDifference } from "./expected-mailboxes.ts";
import { checkExpectedText, shownExpected } from "./expected-text.ts";
import { type Difference, textDifference } from "./text-difference.ts";
import { htmlOf, textOf as plainTextOf } from "./versions.ts";

type TextName = "subject" | "body" | "text" | "html" | "mailer";
type MailboxesName = "to" | "cc" | "bcc" | "recipients" | "replyTo";

/** What is expected of a text of a message. */
export function textExpectation(what: string, name: TextName, expected: unknown): Expectation {
  checkExpectedText(`${name} of ${what}`, expected);
  return expectation(name, shownExpected(expected), (message) => textDifference(textOf(message, name), expected));
}

function textOf(message: EmailMessage, name: TextName): string | null {
  if (name === "text") return plainTextOf(message);
  if (name === "html") return htmlOf(message);
  return name === "mailer" ? (sendingOf(message)?.mailer ?? null) : message[name];
}

/** What is expected of the author of a message. */
export function authorExpectation(what: string, expected: unknown): Expectation {
  checkExpectedMailbox(`from of ${what}`, expected);
  return expectation("from", shownExpected(expected), (message) => mailboxesDifference([authorOf(message)], expected));
}

/** What is expected of the mailboxes of a message. */
export function mailboxExpectation(what: string, name: MailboxesName, expected: unknown): Expectation {
  checkExpectedMailboxes(`${name} of ${what}`, expected);
  return expectation(name, shownExpected(expected), (message) =>
    mailboxesDifference(name === "recipients" ? message.recipients() : message[name], expected),
  );
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

/** What is expected of one of the attachments. */
export function attachmentExpectation(what: string, expected: unknown): Expectation {
  checkExpectedAttachment(`the attachment of ${what}`, expected);
  return expectation("attachment", shownExpectedAttachment(expected), (message) =>
    attachmentsDifference(message, expected),
  );
}

/** What is expected of all attachments. */
export function attachmentsExpectation(what: string, list: readonly unknown[]): Expectation {
  const expected = list.map((one, index): ExpectedAttachment => {
    checkExpectedAttachment(`attachments[${index}] of ${what}`, one);
    return one;
  });
  return expectation("attachments", `[${expected.map(shownExpectedAttachment).join(", ")}]`, (message) =>
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
