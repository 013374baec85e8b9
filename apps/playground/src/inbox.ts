import { randomBytes } from "node:crypto";
import type { MailAttachment, MailDetail, MailEnvelope, MailSummary } from "./api.ts";
import { type ReadMail, readMail } from "./read-mail.ts";

/** The limits of an inbox. */
export interface InboxOptions {
  /** Beyond it the oldest mail goes. @defaultValue 500 */
  readonly limit?: number;
  /** Beyond it the oldest mails go, so that a test run does not fill the memory. @defaultValue 256 MB */
  readonly limitBytes?: number;
}

/** What became of the inbox. */
export type InboxEvent = { readonly type: "mail"; readonly mail: MailSummary } | { readonly type: "cleared" };

/** One attachment with its content. */
export interface AttachmentContent extends MailAttachment {
  readonly content: Uint8Array;
}

interface Entry {
  readonly id: string;
  readonly receivedAt: Date;
  readonly raw: Uint8Array;
  readonly envelope: MailEnvelope;
  readonly summary: Promise<MailSummary>;
}

const EXCERPT_LENGTH = 140;

/** The mails that the catcher received, newest first, in memory. */
export class Inbox {
  readonly #limit: number;
  readonly #limitBytes: number;
  readonly #listeners = new Set<(event: InboxEvent) => void>();
  #entries: Entry[] = [];
  #bytes = 0;

  constructor({ limit = 500, limitBytes = 256 * 1024 * 1024 }: InboxOptions = {}) {
    this.#limit = limit;
    this.#limitBytes = limitBytes;
  }

  /** Keeps a mail at once, and reads it afterwards: who sends it need not wait for that. */
  add(raw: Uint8Array, envelope: MailEnvelope): void {
    const id = randomBytes(6).toString("hex");
    const receivedAt = new Date();
    const summary = readMail(raw).then((mail) => summarize(id, receivedAt, raw, envelope, mail));
    this.#entries.unshift({ id, receivedAt, raw, envelope, summary });
    this.#bytes += raw.byteLength;
    while (this.#entries.length > this.#limit || (this.#bytes > this.#limitBytes && this.#entries.length > 1)) {
      this.#bytes -= this.#entries.pop()?.raw.byteLength ?? 0;
    }
    void summary.then((mail) => this.#tell({ type: "mail", mail }));
  }

  list(): Promise<MailSummary[]> {
    return Promise.all(this.#entries.map(({ summary }) => summary));
  }

  async get(id: string): Promise<MailDetail | undefined> {
    const entry = this.#find(id);
    if (entry === undefined) return undefined;
    const [summary, { headers, text, html, attachments }] = await Promise.all([entry.summary, readMail(entry.raw)]);
    return {
      ...summary,
      headers,
      text,
      html,
      attachments: attachments.map(({ content: _, ...attachment }) => attachment),
      source: new TextDecoder().decode(entry.raw),
    };
  }

  /** The octets as they were received. */
  raw(id: string): Uint8Array | undefined {
    return this.#find(id)?.raw;
  }

  async attachment(id: string, index: number): Promise<AttachmentContent | undefined> {
    const raw = this.raw(id);
    return raw === undefined ? undefined : (await readMail(raw)).attachments[index];
  }

  async findByMessageId(messageId: string): Promise<MailSummary | undefined> {
    return (await this.list()).find((mail) => mail.messageId === messageId);
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
    return this.#entries.find((entry) => entry.id === id);
  }

  #tell(event: InboxEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

function summarize(id: string, receivedAt: Date, raw: Uint8Array, envelope: MailEnvelope, mail: ReadMail): MailSummary {
  return {
    id,
    receivedAt: receivedAt.toISOString(),
    size: raw.byteLength,
    envelope,
    messageId: mail.messageId,
    subject: mail.subject,
    from: mail.from,
    to: mail.to,
    excerpt: (mail.text ?? "").replace(/\s+/g, " ").trim().slice(0, EXCERPT_LENGTH),
    attachmentCount: mail.attachments.length,
    problem: mail.problem,
  };
}
