import PostalMime, { type Address, type Attachment, decodeWords, type Email } from "postal-mime";
import type { MailAttachment, MailHeader } from "./api.ts";

/** What a mail reader makes of a message. */
export interface ReadMail {
  readonly messageId: string | null;
  readonly subject: string;
  readonly from: string;
  readonly to: string;
  readonly headers: readonly MailHeader[];
  readonly text: string | null;
  readonly html: string | null;
  readonly attachments: readonly (MailAttachment & { readonly content: Uint8Array })[];
  readonly problem: string | null;
}

/** Reads a message from its octets. What cannot be read has a `problem` instead of an exception: its source is still worth a look. */
export async function readMail(raw: Uint8Array): Promise<ReadMail> {
  try {
    return describe(await PostalMime.parse(raw));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const problem = `This mail cannot be read as MIME: ${reason}. Its source shows what arrived.`;
    return {
      messageId: null,
      subject: "",
      from: "",
      to: "",
      headers: [],
      text: null,
      html: null,
      attachments: [],
      problem,
    };
  }
}

function describe(email: Email): ReadMail {
  return {
    messageId: email.messageId ?? null,
    subject: email.subject ?? "",
    from: email.from === undefined ? "" : mailboxes([email.from]),
    to: mailboxes(email.to ?? []),
    headers: email.headers.map(({ originalKey, value }) => ({ name: originalKey, value: decodeWords(value) })),
    text: email.text ?? null,
    html: email.html ?? null,
    attachments: email.attachments.map(attachment),
    problem: null,
  };
}

function mailboxes(addresses: readonly Address[]): string {
  return addresses
    .map(({ name, address, group }) => {
      if (group !== undefined) return `${name}: ${mailboxes(group)};`;
      return name === "" || name === address ? address : `${name} <${address}>`;
    })
    .join(", ");
}

function attachment({
  filename,
  mimeType,
  contentId,
  content,
}: Attachment): MailAttachment & { readonly content: Uint8Array } {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content);
  return { filename, mediaType: mimeType, size: bytes.byteLength, contentId: contentId ?? null, content: bytes };
}
