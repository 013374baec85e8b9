import { checkOptions, type EmailMessage } from "@posthorn/core";
import { quotedStart } from "../failure/quoted.ts";
import { inspected } from "../inspected.ts";
import type { Mail } from "../reading/mail-content.ts";
import type { Expectation } from "./expectation.ts";
import { attachmentExpectation, attachmentsExpectation, type ExpectedAttachment } from "./expected-attachments.ts";
import { headerExpectations } from "./expected-headers.ts";
import { type ExpectedMailboxes, mailboxExpectation } from "./expected-mailboxes.ts";
import type { ExpectedText } from "./expected-text.ts";
import { adviceFor } from "./similar-names.ts";
import { textExpectation } from "./text-difference.ts";

/**
 * What a mail must be, whether it is a message or was caught; what is left out may be anything. Strings are the whole text,
 * RegExps are found in it, and asymmetric values such as `expect.stringContaining("code")` decide themselves.
 */
export interface MailCriteria {
  /** One of the recipients, whose name counts if it is given; or a list of exactly those that there are, in any order. */
  readonly to?: ExpectedMailboxes;
  readonly cc?: ExpectedMailboxes;
  /** Of a mail that was caught, whom SMTP names and no header does. */
  readonly bcc?: ExpectedMailboxes;
  /** Of `to`, `cc` and `bcc` together; of a mail that was caught, whom SMTP names. */
  readonly recipients?: ExpectedMailboxes;
  readonly replyTo?: ExpectedMailboxes;
  /** The author, as the header From names it. */
  readonly from?: ExpectedText;
  readonly subject?: ExpectedText;
  /** The text/plain version. */
  readonly text?: ExpectedText;
  /** The text/html version. */
  readonly html?: ExpectedText;
  /** The attribute `body`, whatever its type; of a mail that was caught its text, or its HTML if it has no text. */
  readonly body?: ExpectedText;
  /** Decoded values by the names of their fields, in any letter case. */
  readonly headers?: Readonly<Record<string, ExpectedText>>;
  /** One of the attachments, by its name or more; or a list of exactly those that there are, in any order. */
  readonly attachments?: ExpectedAttachment | readonly ExpectedAttachment[];
  /** The alias of the mailer that it was sent by, `default` for the default one; no mail that was caught has one. */
  readonly mailer?: ExpectedText;
}

/** Criteria, or a function that tells whether a mail is meant. */
export type CriteriaOf<Kind extends Mail = EmailMessage> = MailCriteria | ((mail: Kind) => boolean);

const MAILBOXES = ["to", "cc", "bcc", "recipients", "replyTo", "from"] as const;
const TEXTS = ["subject", "text", "html", "body", "mailer"] as const;
const NAMES: readonly string[] = [...MAILBOXES, ...TEXTS, "headers", "attachments"];
const OTHER_NAMES = {
  from_email: "Did you mean from?",
  fromEmail: "Did you mean from?",
  using: "Did you mean mailer?",
  timeoutMs: "Options are the second argument: ({ … }, { timeoutMs }).",
  nth: "Options are the second argument: ({ … }, { nth }).",
};

/**
 * What the criteria expect of a mail, one by one.
 *
 * @param what - who takes them, such as `toHaveSent()`
 * @throws TypeError for a criterion that does not exist or that nothing can be held against; BadAddressError for a string that
 *   is no mailbox
 */
export function expectationsOf<Kind extends Mail>(
  what: string,
  criteria: CriteriaOf<Kind> = {},
): readonly Expectation<Kind>[] {
  if (typeof criteria === "function") return [predicateExpectation(what, criteria)];
  checkOptions(what, criteria, NAMES, adviceFor(criteria, NAMES, OTHER_NAMES));
  return Object.entries(criteria).flatMap(([name, expected]: readonly [string, unknown]): readonly Expectation[] => {
    if (expected === undefined)
      throw new TypeError(`${name} of ${what} is undefined; leave it out if it may be anything.`);
    if (name === "headers") return headerExpectations(what, expected);
    if (name === "attachments")
      return [Array.isArray(expected) ? attachmentsExpectation(what, expected) : attachmentExpectation(what, expected)];
    const mailboxes = MAILBOXES.find((field) => field === name);
    if (mailboxes) return [mailboxExpectation(what, mailboxes, expected)];
    const text = TEXTS.find((field) => field === name);
    return text ? [textExpectation(what, text, expected)] : [];
  });
}

function predicateExpectation<Kind extends Mail>(what: string, isMeant: (mail: Kind) => unknown): Expectation<Kind> {
  return {
    aspect: "function",
    wanted: quotedStart(String(isMeant).replace(/\s+/g, " ")),
    differenceOf: ({ mail }) => {
      const answer = isMeant(mail);
      // A promise, which an async function answers, would be true for every mail.
      if (typeof answer !== "boolean")
        throw new TypeError(`The function that ${what} takes must answer true or false; got ${inspected(answer)}.`);
      return answer ? undefined : { lines: ["expected  true", "answered  false"], likeness: 0 };
    },
  };
}
