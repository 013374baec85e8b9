import { octetDifference } from "../octet-difference.ts";
import type { MailFile } from "../reading/mail-content.ts";
import { type ExpectedText, isAsymmetric, isExpectedText, shownExpected } from "./expected-text.ts";
import { textDifference } from "./text-difference.ts";

/** What an attachment must be; what is left out may be anything. */
export interface AttachmentCriteria {
  readonly filename?: ExpectedText | null;
  /** Without the parameters of the media type, if the expected one has none. */
  readonly mimetype?: ExpectedText;
  /** Octets are compared one by one; text is UTF-8. */
  readonly content?: ExpectedText | Uint8Array;
  readonly contentId?: ExpectedText | null;
}

/** What of an attachment is not as expected, line by line; undefined if all is. */
export function attachmentMismatch(
  attachment: MailFile,
  { filename, mimetype, content, contentId }: AttachmentCriteria,
): readonly string[] | undefined {
  if (filename !== undefined && !isExpected(attachment.filename, filename)) return ["filename differs"];
  if (contentId !== undefined && !isExpected(attachment.contentId, contentId)) return ["contentId differs"];
  if (mimetype !== undefined && !isExpectedType(attachment.mimetype, mimetype)) {
    return [`mimetype is ${attachment.mimetype}, not ${shownExpected(mimetype)}`];
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

function contentMismatch(content: unknown, expected: ExpectedText | Uint8Array): readonly string[] | undefined {
  if (isAsymmetric(expected)) return expected.asymmetricMatch(content) ? undefined : ["content differs"];
  const octets = octetsOf(content);
  if (octets === undefined) return ["content is a message, or streams: what streams is known in the outbox"];
  if (expected instanceof RegExp)
    return isExpectedText(new TextDecoder().decode(octets), expected) ? undefined : ["content differs"];
  const wanted = typeof expected === "string" ? new TextEncoder().encode(expected) : expected;
  const difference = octetDifference(wanted, octets);
  if (difference === undefined) return undefined;
  const texts = [wanted, octets].map(textOf);
  const [expectedText, sentText] = texts;
  const inText = expectedText && sentText && textDifference(sentText, expectedText);
  return inText ? ["content differs:", ...inText.lines] : [`content differs; ${difference}`];
}

/** The octets of content that has them: that of a message, and what streams, has none yet. */
export function octetsOf(content: unknown): Uint8Array | undefined {
  if (typeof content === "string") return new TextEncoder().encode(content);
  return content instanceof Uint8Array ? content : undefined;
}

/** Octets as text, if a person can read it. */
function textOf(octets: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(octets);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
    return /[\0-\x08\x0e-\x1f\x7f]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** An attachment, as a failure shows it. */
export function shownAttachment({ filename, mimetype, content, contentId }: MailFile): string {
  const octets = octetsOf(content);
  const size = octets ? `, ${octets.length} octet${octets.length === 1 ? "" : "s"}` : "";
  return `${filename ?? "(no name)"} (${mimetype}${size}${contentId === null ? "" : `, cid:${contentId}`})`;
}
