import type { EmailAttachment } from "@posthorn/core";
import { type ExpectedText, isAsymmetric, isExpectedText, shownExpected } from "./expected-text.ts";

/** What an attachment must be; what is left out may be anything. */
export interface AttachmentCriteria {
  readonly filename?: ExpectedText | null;
  /** Without the parameters of the media type, if the expected one has none. */
  readonly mimetype?: ExpectedText;
  /** Octets are compared one by one; text is UTF-8. */
  readonly content?: ExpectedText | Uint8Array;
  readonly contentId?: ExpectedText | null;
}

/** What of an attachment is not as expected, in words; undefined if all is. */
export function attachmentMismatch(
  attachment: EmailAttachment,
  { filename, mimetype, content, contentId }: AttachmentCriteria,
): string | undefined {
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

/** An attachment, as a failure shows it. */
export function shownAttachment({ filename, mimetype, content, contentId }: EmailAttachment): string {
  const octets = octetsOf(content);
  const size = octets ? `, ${octets.length} octet${octets.length === 1 ? "" : "s"}` : "";
  return `${filename ?? "(no name)"} (${mimetype}${size}${contentId === null ? "" : `, cid:${contentId}`})`;
}
