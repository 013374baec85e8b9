/** The shapes of the HTTP API, which the server answers and the page reads. */

/** What every failed request answers. */
export interface ErrorBody {
  readonly error: Problem;
}

/** Something that went wrong: `code` is for programs, `message` says what to do. */
export interface Problem {
  readonly code: string;
  readonly message: string;
}

/** How this playground was started. */
export interface Status {
  /** The folder that the templates are read from. */
  readonly directory: string;
  /** Where the catcher listens, such as `127.0.0.1:4125`. */
  readonly catcher: string;
  /** The sender of a mail that names none. */
  readonly defaultFrom: string;
}

/** A template and the sample context that it comes with. */
export interface TemplateDetail {
  readonly name: string;
  readonly context: Readonly<Record<string, unknown>>;
}

/** What a template is rendered and sent with. */
export interface RenderRequest {
  readonly context: Readonly<Record<string, unknown>>;
  readonly to?: readonly string[];
  readonly from?: string;
}

/** A template rendered: what a reader shows, and the message as it would be sent. */
export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  /** The MIME source; null where an address is wrong. */
  readonly source: string | null;
  /** The size of the source in octets. */
  readonly size: number;
  readonly addressProblem: AddressProblem | null;
}

/** Why there is no source: the field does not hold what it should. */
export interface AddressProblem extends Problem {
  readonly field: "to" | "from";
}

/** What became of one recipient. */
export interface RecipientReport {
  readonly address: string;
  readonly outcome: "accepted" | "refused" | "unknown";
  readonly code?: number;
  readonly response?: string;
}

/** What became of a mail that was sent. */
export interface SendReport {
  readonly outcome: "accepted" | "refused" | "unknown" | "skipped";
  readonly messageId: string | null;
  /** The mail in the inbox, if the catcher has it. */
  readonly mailId: string | null;
  readonly recipients: readonly RecipientReport[];
  readonly error: (Problem & { readonly stage: string; readonly retryable: boolean }) | null;
}

/** The addresses of the SMTP dialogue, which need not be those of the header. */
interface MailEnvelope {
  readonly from: string;
  readonly to: readonly string[];
}

/** A received mail as a line of the inbox. */
export interface MailSummary {
  readonly id: string;
  /** ISO 8601. */
  readonly receivedAt: string;
  /** In octets, as received. */
  readonly size: number;
  readonly envelope: MailEnvelope;
  readonly messageId: string | null;
  readonly subject: string;
  readonly from: string;
  readonly to: string;
  /** The beginning of the text. */
  readonly excerpt: string;
  readonly attachmentCount: number;
  /** Why the mail could not be read; its source still can. */
  readonly problem: string | null;
}

/** One header field, with its encoded words decoded. */
export interface MailHeader {
  readonly name: string;
  readonly value: string;
}

/** One attachment; its content is at `/api/inbox/:id/attachments/:index`. */
export interface MailAttachment {
  readonly filename: string | null;
  readonly mediaType: string;
  readonly size: number;
  readonly contentId: string | null;
}

/** A received mail, read from the octets that came over the wire. */
export interface MailDetail extends MailSummary {
  readonly headers: readonly MailHeader[];
  readonly text: string | null;
  readonly html: string | null;
  readonly attachments: readonly MailAttachment[];
  readonly source: string;
}

/** What `/api/events` tells. */
export type PlaygroundEvent =
  | { readonly type: "mail"; readonly mail: MailSummary }
  | { readonly type: "cleared" }
  | { readonly type: "templates" };
