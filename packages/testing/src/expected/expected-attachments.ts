import { checkOptions } from "@posthorn/core";
import { inspected } from "../inspected.ts";
import type { MailFile } from "../reading/mail-content.ts";
import { assign } from "./assignment.ts";
import { type AttachmentCriteria, attachmentMismatch, shownAttachment } from "./attachment-mismatch.ts";
import type { Difference, Expectation } from "./expectation.ts";
import { checkExpectedText, type ExpectedText, isAsymmetric, shownExpected } from "./expected-text.ts";
import { adviceFor } from "./similar-names.ts";

/** An attachment by its name alone, or by more. */
export type ExpectedAttachment = ExpectedText | AttachmentCriteria;

const NAMES = ["filename", "mimetype", "content", "contentId"] as const;
const OTHER_NAMES = { name: "Did you mean filename?", contentType: "Did you mean mimetype?" };

/**
 * What is expected of one of the attachments.
 *
 * @throws TypeError for anything that no attachment can be held against
 */
export function attachmentExpectation(what: string, expected: unknown): Expectation {
  checkExpectedAttachment(`the attachment of ${what}`, expected);
  const wanted = shownExpectedAttachment(expected);
  return {
    aspect: "attachment",
    wanted,
    differenceOf: ({ attachments }) =>
      attachments.some((attachment) => fits(attachment, expected))
        ? undefined
        : difference(attachments, wanted, [expected], attachments, 0),
  };
}

/**
 * What is expected of all attachments.
 *
 * @throws TypeError for anything that no attachment can be held against
 */
export function attachmentsExpectation(what: string, list: readonly unknown[]): Expectation {
  const expected = list.map((one, index): ExpectedAttachment => {
    checkExpectedAttachment(`attachments[${index}] of ${what}`, one);
    return one;
  });
  const wanted = `[${expected.map(shownExpectedAttachment).join(", ")}]`;
  return {
    aspect: "attachments",
    wanted,
    differenceOf: ({ attachments }) => {
      const { missing, left } = assign(expected, attachments, fits);
      if (missing.length === 0 && left.length === 0) return undefined;
      const likeness = (expected.length - missing.length) / (expected.length + left.length || 1);
      return difference(attachments, `${wanted}, and no other`, missing, left, likeness);
    },
  };
}

function checkExpectedAttachment(what: string, expected: unknown): asserts expected is ExpectedAttachment {
  if (typeof expected !== "object" || expected === null || expected instanceof RegExp || isAsymmetric(expected)) {
    checkExpectedText(what, expected);
    return;
  }
  if (Array.isArray(expected)) throw new TypeError(`${what} is one attachment; got ${inspected(expected)}.`);
  checkOptions(what, expected, NAMES, adviceFor(expected, NAMES, OTHER_NAMES));
  for (const [name, value] of Object.entries(expected)) {
    const isNone = value === null && (name === "filename" || name === "contentId");
    if (!isNone && !(value instanceof Uint8Array && name === "content")) checkExpectedText(`${name} of ${what}`, value);
  }
}

function fits(attachment: MailFile, expected: ExpectedAttachment): boolean {
  return attachmentMismatch(attachment, criteriaOf(expected)) === undefined;
}

/** @param left - what may be meant by those that are missing */
function difference(
  sent: readonly MailFile[],
  expected: string,
  missing: readonly ExpectedAttachment[],
  left: readonly MailFile[],
  likeness: number,
): Difference {
  const shown = sent.map(shownAttachment);
  return {
    lines: [
      `expected  ${expected}`,
      ...(shown.length === 0
        ? ["sent      no attachment"]
        : shown.map((one, index) => `${index === 0 ? "sent" : "    "}      ${one}`)),
      ...missing.flatMap((one) => near(left, one)),
    ],
    likeness,
  };
}

/** What differs in the one that has the name, or in the only one. */
function near(attachments: readonly MailFile[], expected: ExpectedAttachment): readonly string[] {
  const { filename, ...others } = criteriaOf(expected);
  if (Object.keys(others).length === 0) return [];
  const [only, ...further] = attachments;
  const same =
    filename === undefined
      ? further.length === 0 && only
      : attachments.find((attachment) => attachmentMismatch(attachment, { filename }) === undefined);
  const [what, ...lines] = (same && attachmentMismatch(same, criteriaOf(expected))) || [];
  return same && what !== undefined ? [`of ${inspected(same.filename)} the ${what}`, ...lines] : [];
}

function criteriaOf(expected: ExpectedAttachment): AttachmentCriteria {
  return typeof expected === "string" || expected instanceof RegExp || isAsymmetric(expected)
    ? { filename: expected }
    : expected;
}

/** What an attachment must be, as a failure shows it. */
function shownExpectedAttachment(expected: ExpectedAttachment): string {
  if (typeof expected === "string" || expected instanceof RegExp || isAsymmetric(expected))
    return shownExpected(expected);
  const parts = Object.entries(expected).map(
    ([name, value]) => `${name}: ${value instanceof Uint8Array ? `${value.length} octets` : shownExpected(value)}`,
  );
  return `{ ${parts.join(", ")} }`;
}
