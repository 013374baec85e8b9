import { checkOptions, type EmailAttachment, type EmailMessage } from "@posthorn/core";
import { describe } from "../describe.ts";
import {
  type AsymmetricValue,
  checkExpectedText,
  type ExpectedText,
  isAsymmetric,
  isExpectedText,
  shownExpected,
} from "./expected-text.ts";
import type { Difference } from "./text-difference.ts";

/** What an attachment must be; what is left out may be anything. */
export interface AttachmentCriteria {
  readonly filename?: ExpectedText | null;
  /** Without the parameters of the media type, if the expected one has none. */
  readonly mimetype?: ExpectedText;
  /** Octets are compared one by one; text is UTF-8. */
  readonly content?: ExpectedText | Uint8Array;
  readonly contentId?: ExpectedText | null;
}

/** An attachment by its name alone, or by more. */
export type ExpectedAttachment = ExpectedText | AttachmentCriteria;

const NAMES = ["filename", "mimetype", "content", "contentId"] as const;

/** @throws TypeError for anything that no attachment can be held against */
export function checkExpectedAttachment(what: string, expected: unknown): asserts expected is ExpectedAttachment {
  if (typeof expected !== "object" || expected === null || expected instanceof RegExp || isAsymmetric(expected)) {
    checkExpectedText(what, expected);
    return;
  }
  checkOptions(what, expected, NAMES, { name: "Did you mean filename?", contentType: "Did you mean mimetype?" });
  for (const [name, value] of Object.entries(expected)) {
    const isNone = value === null && (name === "filename" || name === "contentId");
    if (!isNone && !(value instanceof Uint8Array && name === "content")) checkExpectedText(`${what}.${name}`, value);
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
    const index = left.findIndex((attachment) => mismatch(attachment, one) === undefined);
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
  const same = attachments.find((attachment) => mismatch(attachment, { filename }) === undefined);
  const difference = same && mismatch(same, expected);
  return same && difference ? [`of ${describe(same.filename)} the ${difference}`] : [];
}

/** What of an attachment is not as expected, in words; undefined if all is. */
function mismatch(attachment: EmailAttachment, expected: ExpectedAttachment): string | undefined {
  const { filename, mimetype, content, contentId } = criteriaOf(expected);
  if (filename !== undefined && !isExpected(attachment.filename, filename)) return "filename differs";
  if (contentId !== undefined && !isExpected(attachment.contentId, contentId)) return "contentId differs";
  if (mimetype !== undefined && !isExpectedType(attachment.mimetype, mimetype)) {
    return `mimetype is ${attachment.mimetype}, not ${shownExpected(mimetype)}`;
  }
  return content === undefined ? undefined : contentMismatch(attachment.content, content);
}

function isExpected(text: string | null, expected: ExpectedText | null): boolean {
  return expected === null ? text === null : isExpectedText(text, expected);
}

function isExpectedType(mimetype: string, expected: ExpectedText): boolean {
  if (typeof expected !== "string") return isExpectedText(mimetype, expected);
  const type = expected.includes(";") ? mimetype : (mimetype.split(";")[0] ?? "").trim();
  return type.toLowerCase() === expected.toLowerCase();
}

function contentMismatch(content: unknown, expected: ExpectedText | Uint8Array): string | undefined {
  if (isAsymmetric(expected)) return expected.asymmetricMatch(content) ? undefined : "content differs";
  const octets = octetsOf(content);
  if (octets === undefined) return "content is a message, or streams: what streams is known in the outbox";
  if (expected instanceof RegExp)
    return isExpectedText(new TextDecoder().decode(octets), expected) ? undefined : "content differs";
  const wanted = typeof expected === "string" ? new TextEncoder().encode(expected) : expected;
  const at = wanted.findIndex((octet, index) => octet !== octets[index]);
  if (at === -1 && wanted.length === octets.length) return undefined;
  const from = at === -1 ? wanted.length : at;
  return `content differs from octet ${from} on: expected ${hex(wanted, from)}, sent ${hex(octets, from)}`;
}

function octetsOf(content: unknown): Uint8Array | undefined {
  if (typeof content === "string") return new TextEncoder().encode(content);
  return content instanceof Uint8Array ? content : undefined;
}

function hex(octets: Uint8Array, from: number): string {
  const shown = Array.from(octets.subarray(from, from + 8), (octet) => octet.toString(16).padStart(2, "0"));
  return shown.length === 0 ? "no more" : `${shown.join(" ")}${octets.length > from + 8 ? " …" : ""}`;
}

function criteriaOf(expected: ExpectedAttachment): AttachmentCriteria {
  return typeof expected === "string" || expected instanceof RegExp || isAsymmetric(expected)
    ? { filename: expected }
    : expected;
}

/** An attachment, as a failure shows it. */
export function shownAttachment({ filename, mimetype, content, contentId }: EmailAttachment): string {
  const octets = octetsOf(content);
  const size = octets ? `, ${octets.length} octet${octets.length === 1 ? "" : "s"}` : "";
  return `${filename ?? "(no name)"} (${mimetype}${size}${contentId === null ? "" : `, cid:${contentId}`})`;
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
