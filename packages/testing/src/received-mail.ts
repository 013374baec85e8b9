import PostalMime, { type Address, type Attachment, decodeWords } from "postal-mime";
import { attachedOctets, isOfLines, type Leaf, leavesOf } from "./received-octets.ts";

/** One address of a header, decoded. */
export interface ReceivedMailbox {
  /** Empty where there is none. */
  readonly name: string;
  readonly address: string;
}

/** A header field as a reader shows it. */
export interface ReceivedField {
  /** In the letter case of the wire. */
  readonly name: string;
  /** Unfolded and decoded (RFC 2047). */
  readonly value: string;
}

/** A file of a mail, or what its HTML shows. */
export interface ReceivedAttachment {
  readonly filename: string | null;
  readonly mimetype: string;
  /** Without its angle brackets; null for a file. */
  readonly contentId: string | null;
  /** As it was attached; the line breaks of a text are LF, since the wire has CRLF for any (RFC 2046, 4.1.1). */
  readonly content: Uint8Array;
}

/** A mail as it arrived, and as a reader, postal-mime, reads it. */
export interface ReceivedMail {
  /** Whom SMTP said that it is from and to, bare addresses (RFC 5321, 2.3.1). */
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly subject: string;
  readonly from: readonly ReceivedMailbox[];
  readonly to: readonly ReceivedMailbox[];
  readonly cc: readonly ReceivedMailbox[];
  readonly replyTo: readonly ReceivedMailbox[];
  /** With its angle brackets; null where there is none. */
  readonly messageId: string | null;
  /** In the order of the wire. */
  readonly headers: readonly ReceivedField[];
  /** Its line breaks are LF. */
  readonly text: string | null;
  /** Its line breaks are LF. */
  readonly html: string | null;
  readonly attachments: readonly ReceivedAttachment[];
  /** The octets that arrived. */
  readonly source: Uint8Array;
}

/** Reads a mail from its octets. @throws Error if no reader can make anything of them */
export async function readMail(source: Uint8Array, envelope: ReceivedMail["envelope"]): Promise<ReceivedMail> {
  // A mail within a mail is a file: reading those too, each in the other, takes time that grows with their number.
  const parser = new PostalMime({ forceRfc822Attachments: true });
  const email = await parser.parse(source);
  const leaves = leavesOf(parser);
  return {
    envelope,
    subject: email.subject ?? "",
    from: mailboxesOf(email.from === undefined ? [] : [email.from]),
    to: mailboxesOf(email.to ?? []),
    cc: mailboxesOf(email.cc ?? []),
    replyTo: mailboxesOf(email.replyTo ?? []),
    messageId: email.messageId ?? null,
    headers: email.headers.map(({ originalKey, value }) => ({ name: originalKey, value: decodeWords(value) })),
    text: textOf(email.text, "text/plain", leaves),
    html: textOf(email.html, "text/html", leaves),
    attachments: email.attachments.map((attachment) => attachmentOf(attachment, leaves)),
    source,
  };
}

/** The mailboxes of a field, those of groups among them. */
function mailboxesOf(addresses: readonly Address[]): ReceivedMailbox[] {
  return addresses.flatMap(({ name, address, group }) =>
    group === undefined ? [{ name, address }] : mailboxesOf(group),
  );
}

/** A text without the line break that postal-mime adds to it. */
function textOf(text: string | undefined, type: string, leaves: readonly Leaf[]): string | null {
  if (text === undefined) return null;
  const last = leaves.findLast(
    ({ contentType, contentDisposition }) =>
      contentType.parsed.value === type && contentDisposition.parsed.value !== "attachment",
  );
  const lines = text.replaceAll("\r\n", "\n");
  return last !== undefined && isOfLines(last) ? lines.replace(/\n$/, "") : lines;
}

function attachmentOf(attachment: Attachment, leaves: readonly Leaf[]): ReceivedAttachment {
  const { filename, mimeType, contentId, content } = attachment;
  const leaf = leaves.find((each) => each.content === content);
  const octets = typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content);
  return {
    filename,
    mimetype: mimeType,
    contentId: contentId?.replace(/^<(.*)>$/, "$1") ?? null,
    content: leaf === undefined ? octets : attachedOctets(leaf),
  };
}
