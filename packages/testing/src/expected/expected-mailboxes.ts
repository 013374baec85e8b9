import { HeaderField } from "@posthorn/core/mime";
import type { MailContent } from "../reading/mail-content.ts";
import { assign } from "./assignment.ts";
import type { Difference, Expectation } from "./expectation.ts";
import { checkExpectedText, type ExpectedText, isAsymmetric, isExpectedText, shownExpected } from "./expected-text.ts";

/** One mailbox among others, or a list of exactly those that there are, in any order. */
export type ExpectedMailboxes = ExpectedText | readonly ExpectedText[];

/** What names mailboxes of a mail. */
export type MailboxesName = "to" | "cc" | "bcc" | "recipients" | "replyTo" | "from";

/** A mailbox taken apart. */
interface Mailbox {
  readonly written: string;
  readonly name: string;
  readonly address: string;
}

/**
 * What is expected of the mailboxes of a mail.
 *
 * @throws TypeError for anything that no mailbox can be held against; BadAddressError for a string that is none
 */
export function mailboxExpectation(what: string, name: MailboxesName, expected: unknown): Expectation {
  checkExpectedMailboxes(`${name} of ${what}`, name, expected);
  return {
    aspect: name,
    wanted: shownExpected(expected),
    differenceOf: (content: MailContent) => mailboxesDifference(content[name], expected),
  };
}

function checkExpectedMailboxes(
  what: string,
  name: MailboxesName,
  expected: unknown,
): asserts expected is ExpectedMailboxes {
  // A mail has one author.
  for (const one of name !== "from" && Array.isArray(expected) ? expected : [expected]) {
    checkExpectedText(what, one);
    if (typeof one === "string") HeaderField.mailboxes("To", [one], what);
  }
}

function mailboxesDifference(written: readonly string[], expected: ExpectedMailboxes): Difference | undefined {
  const mailboxes = written.map(mailboxOf);
  if (!isList(expected)) {
    return isAmong(mailboxes, expected) ? undefined : difference(written, shownExpected(expected), [], [], 0);
  }
  const wanted = expected.map((one) => ({ one, fits: fitting(one) }));
  const { missing, left } = assign(wanted, mailboxes, (mailbox, { fits }) => fits(mailbox));
  if (missing.length === 0 && left.length === 0) return undefined;
  return difference(
    written,
    expected.length === 0 ? "nobody" : `${expected.map(shownExpected).join(", ")} and nobody else`,
    missing.map(({ one }) => shownExpected(one)),
    left.map((mailbox) => mailbox.written),
    (expected.length - missing.length) / (expected.length + left.length || 1),
  );
}

function difference(
  sent: readonly string[],
  expected: string,
  missing: readonly string[],
  besides: readonly string[],
  likeness: number,
): Difference {
  return {
    lines: [
      `expected  ${expected}`,
      `sent      ${sent.length === 0 ? "nobody" : sent.join(", ")}`,
      ...(missing.length > 0 ? [`missing   ${missing.join(", ")}`] : []),
      ...(besides.length > 0 ? [`besides   ${besides.join(", ")}`] : []),
    ],
    likeness,
  };
}

function isAmong(mailboxes: readonly Mailbox[], expected: ExpectedText): boolean {
  // expect.arrayContaining([…]) speaks of the list.
  const kind = isAsymmetric(expected) && "getExpectedType" in expected ? expected.getExpectedType : undefined;
  if (typeof kind === "function" && kind.call(expected) === "array")
    return isAsymmetric(expected) && expected.asymmetricMatch(mailboxes.map(({ written }) => written));
  return mailboxes.some(fitting(expected));
}

/** Whether a mailbox is the one that is expected, whose name counts if it has one. */
function fitting(expected: ExpectedText): (mailbox: Mailbox) => boolean {
  if (typeof expected === "string") {
    const wanted = mailboxOf(expected);
    return ({ name, address }) => wanted.address === address && (wanted.name === "" || wanted.name === name);
  }
  return ({ written, address }) =>
    isExpectedText(written, expected) || (expected instanceof RegExp && isExpectedText(address, expected));
}

function isList(expected: ExpectedMailboxes): expected is readonly ExpectedText[] {
  return Array.isArray(expected);
}

/** A mailbox taken apart; one that cannot be sent, as it stands in a draft, is an address. */
function mailboxOf(written: string): Mailbox {
  const value = fieldOf(written);
  const [, name = "", bracketed] = /^(.*) <([^<>]*)>$/.exec(value) ?? [];
  const address = bracketed ?? value;
  const at = address.lastIndexOf("@") + 1;
  // RFC 5321, 2.4: the case of a domain means nothing, that of what stands before it may.
  return { written, name, address: address.slice(0, at) + address.slice(at).toLowerCase() };
}

function fieldOf(mailbox: string): string {
  try {
    return HeaderField.mailboxes("To", [mailbox]).value;
  } catch {
    return mailbox.trim();
  }
}
