import { randomBytes } from "node:crypto";
import type { CaughtMail, ReceivedMailbox } from "@posthorn/testing/catcher";
import type { MailAttachment, MailDetail, MailSummary } from "./api.ts";

/** The limits of an inbox. */
export interface InboxOptions {
  /** Beyond it the oldest mail goes. @defaultValue 500 */
  readonly limit?: number;
  /** Beyond it, in octets of source, the oldest mails go, so that a test run does not fill the memory. @defaultValue 128 MB */
  readonly limitBytes?: number;
}

/** What became of the inbox. */
export type InboxEvent = { readonly type: "mail"; readonly mail: MailSummary } | { readonly type: "cleared" };

/** One attachment with its content. */
export interface AttachmentContent extends MailAttachment {
  readonly content: Uint8Array;
}

interface Entry {
  readonly summary: MailSummary;
  readonly mail: CaughtMail;
}

const EXCERPT_LENGTH = 140;

/** The mails that the catcher received, newest first, in memory. */
export class Inbox {
  readonly #limit: number;
  readonly #limitBytes: number;
  readonly #listeners = new Set<(event: InboxEvent) => void>();
  #entries: Entry[] = [];
  #bytes = 0;

  constructor({ limit = 500, limitBytes = 128 * 1024 * 1024 }: InboxOptions = {}) {
    this.#limit = limit;
    this.#limitBytes = limitBytes;
  }

  add(mail: CaughtMail): void {
    const summary = summarize(mail);
    this.#entries.unshift({ summary, mail });
    this.#bytes += mail.source.byteLength;
    while (this.#entries.length > this.#limit || (this.#bytes > this.#limitBytes && this.#entries.length > 1)) {
      this.#bytes -= this.#entries.pop()?.mail.source.byteLength ?? 0;
    }
    this.#tell({ type: "mail", mail: summary });
  }

  list(): readonly MailSummary[] {
    return this.#entries.map(({ summary }) => summary);
  }

  get(id: string): MailDetail | undefined {
    const entry = this.#find(id);
    if (entry === undefined) return undefined;
    const { headers, text, html, source } = entry.mail;
    return {
      ...entry.summary,
      headers,
      text,
      html,
      attachments: attachmentsOf(entry.mail).map(({ content: _, ...attachment }) => attachment),
      source: new TextDecoder().decode(source),
    };
  }

  /** The octets as they were received. */
  raw(id: string): Uint8Array | undefined {
    return this.#find(id)?.mail.source;
  }

  attachment(id: string, index: number): AttachmentContent | undefined {
    const entry = this.#find(id);
    return entry && attachmentsOf(entry.mail)[index];
  }

  findByMessageId(messageId: string): MailSummary | undefined {
    return this.list().find((mail) => mail.messageId === messageId);
  }

  clear(): void {
    this.#entries = [];
    this.#bytes = 0;
    this.#tell({ type: "cleared" });
  }

  /** @returns a function that ends the subscription */
  subscribe(listener: (event: InboxEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #find(id: string): Entry | undefined {
    return this.#entries.find(({ summary }) => summary.id === id);
  }

  #tell(event: InboxEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

function summarize(mail: CaughtMail): MailSummary {
  const { envelope, messageId, subject, problem } = mail;
  return {
    id: randomBytes(6).toString("hex"),
    receivedAt: new Date().toISOString(),
    size: mail.source.byteLength,
    envelope,
    messageId,
    subject,
    from: shown(mail.from),
    to: shown(mail.to),
    excerpt: (mail.text ?? "").replace(/\s+/g, " ").trim().slice(0, EXCERPT_LENGTH),
    attachmentCount: mail.attachments.length,
    problem,
  };
}

function shown(mailboxes: readonly ReceivedMailbox[]): string {
  return mailboxes
    .map(({ name, address }) => (name === "" || name === address ? address : `${name} <${address}>`))
    .join(", ");
}

function attachmentsOf({ attachments }: CaughtMail): readonly AttachmentContent[] {
  return attachments.map(({ mimetype, content, ...attachment }) => ({
    ...attachment,
    mediaType: mimetype,
    size: content.byteLength,
    content,
  }));
}
