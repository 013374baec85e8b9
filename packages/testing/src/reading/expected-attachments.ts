import { checkOptions, type EmailAttachment, type EmailMessage } from "@posthorn/core";
import { describe } from "../describe.ts";
import { type AttachmentCriteria, attachmentMismatch, shownAttachment } from "./attachment-mismatch.ts";
import {
  type AsymmetricValue,
  checkExpectedText,
  type ExpectedText,
  isAsymmetric,
  shownExpected,
} from "./expected-text.ts";
import type { Difference } from "./text-difference.ts";

/** An attachment by its name alone, or by more. */
export type ExpectedAttachment = ExpectedText | AttachmentCriteria;

const NAMES = ["filename", "mimetype", "content", "contentId"] as const;

/** @throws TypeError for anything that no attachment can be held against */
export function checkExpectedAttachment(what: string, expected: unknown): asserts expected is ExpectedAttachment {
  if (typeof expected !== "object" || expected === null || expected instanceof RegExp || isAsymmetric(expected)) {
    checkExpectedText(what, expected);
    return;
  }
  if (Array.isArray(expected)) throw new TypeError(`${what} is one attachment; got ${describe(expected)}.`);
  checkOptions(what, expected, NAMES, { name: "Did you mean filename?", contentType: "Did you mean mimetype?" });
  for (const [name, value] of Object.entries(expected)) {
    const isNone = value === null && (name === "filename" || name === "contentId");
    if (!isNone && !(value instanceof Uint8Array && name === "content")) checkExpectedText(`${name} of ${what}`, value);
  }
}

/** How the attachments of a message differ from one that must be among them, or from a list of exactly those that must be. */
export function attachmentsDifference(
  { attachments }: EmailMessage,
  expected: ExpectedAttachment | readonly ExpectedAttachment[],
): Difference | undefined {
  const wanted = isList(expected) ? expected : [expected];
  const left = [...attachments];
  const missing = wanted.filter((one) => {
    const index = left.findIndex((attachment) => attachmentMismatch(attachment, criteriaOf(one)) === undefined);
    if (index !== -1) left.splice(index, 1);
    return index === -1;
  });
  if (missing.length === 0 && (!isList(expected) || left.length === 0)) return undefined;
  const sent = attachments.map(shownAttachment);
  return {
    lines: [
      `expected  ${isList(expected) ? `[${expected.map(shownExpectedAttachment).join(", ")}], and no other` : shownExpectedAttachment(expected)}`,
      ...(sent.length === 0
        ? ["sent      no attachment"]
        : sent.map((one, index) => `${index ? "    " : "sent"}      ${one}`)),
      ...missing.flatMap((one) => near(left, one)),
    ],
    likeness: (wanted.length - missing.length) / (wanted.length + left.length || 1),
  };
}

/** What differs in the one that has the name. */
function near(attachments: readonly EmailAttachment[], expected: ExpectedAttachment): string[] {
  const { filename = undefined, ...others } = criteriaOf(expected);
  if (filename === undefined || Object.keys(others).length === 0) return [];
  const same = attachments.find((attachment) => attachmentMismatch(attachment, { filename }) === undefined);
  const difference = same && attachmentMismatch(same, criteriaOf(expected));
  return same && difference ? [`of ${describe(same.filename)} the ${difference}`] : [];
}

function criteriaOf(expected: ExpectedAttachment): AttachmentCriteria {
  return typeof expected === "string" || expected instanceof RegExp || isAsymmetric(expected)
    ? { filename: expected }
    : expected;
}

/** What an attachment must be, as a failure shows it. */
export function shownExpectedAttachment(expected: ExpectedAttachment): string {
  if (typeof expected === "string" || expected instanceof RegExp || isAsymmetric(expected))
    return shownExpected(expected);
  const parts = Object.entries(expected).map(([name, value]) => `${name}: ${shownContent(value)}`);
  return `{ ${parts.join(", ")} }`;
}

function shownContent(value: ExpectedText | Uint8Array | AsymmetricValue | null): string {
  return value instanceof Uint8Array ? `${value.length} octets` : shownExpected(value);
}

function isList(
  expected: ExpectedAttachment | readonly ExpectedAttachment[],
): expected is readonly ExpectedAttachment[] {
  return Array.isArray(expected);
}
