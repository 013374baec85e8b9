import type { BaseEmailBackend, SendOptions } from "../backend.ts";
import { checkOptions } from "../check-options.ts";
import type { DeliveryReport } from "../delivery.ts";
import { describe } from "../describe.ts";
import { InvalidMessageError } from "../errors.ts";
import { checkConnection, getConnection } from "../mailers.ts";
import type { MimePart } from "../mime/mime-part.ts";
import { settings } from "../settings.ts";
import { composeMessage } from "./compose-message.ts";
import { EmailAttachment } from "./email-attachment.ts";

/** Mailboxes, each element exactly one, such as `["ada@example.com", "Bob <bob@example.com>"]`. Null and `""` are none. */
export type MailboxList = (Iterable<string> & object) | "" | null;

/** An attachment: itself, or what its constructor takes. */
export type AttachmentLike =
  | EmailAttachment
  | readonly [filename: string | null, content: string | Uint8Array, mimetype?: string | null];

/** What a message is made of; all of it can also be set later, until `send()`. */
export interface EmailMessageOptions {
  readonly subject?: string;
  readonly body?: string | null;
  /** One mailbox. Null or `""` is the setting `defaultFromEmail`, read when the message is built. */
  readonly fromEmail?: string | null;
  readonly to?: MailboxList;
  readonly cc?: MailboxList;
  /** Recipients whom no header names. */
  readonly bcc?: MailboxList;
  readonly replyTo?: MailboxList;
  /** Further header fields. From, To, Cc, Reply-To, Date and Message-ID replace what would be generated. */
  readonly headers?: Readonly<Record<string, string>> | null;
  readonly attachments?: Iterable<AttachmentLike> | null;
  /** @defaultValue a new connection of the default mailer for each `send()` */
  readonly connection?: BaseEmailBackend | null;
  /** The subtype of the body's media type. @defaultValue `plain` */
  readonly contentSubtype?: string;
}

/** The positional arguments of a message, in Django's order; the options may follow after any of them, or stand alone. */
export type EmailMessageArguments<Options> =
  | readonly [options?: Options]
  | readonly [subject: string, options?: Options]
  | readonly [subject: string, body: string | null, options?: Options]
  | readonly [subject: string, body: string | null, fromEmail: string | null | undefined, options?: Options]
  | readonly [
      subject: string,
      body: string | null,
      fromEmail: string | null | undefined,
      to: MailboxList,
      options?: Options,
    ]
  | readonly [
      subject: string,
      body: string | null,
      fromEmail: string | null | undefined,
      to: MailboxList,
      bcc: MailboxList,
      options?: Options,
    ];

const POSITIONS = ["subject", "body", "fromEmail", "to", "bcc"] as const;

/** A mail as a draft: every attribute can be changed until `send()`, and it can be sent many times. */
export class EmailMessage {
  subject: string;
  body: string;
  fromEmail: string | null;
  to: string[];
  cc: string[];
  bcc: string[];
  replyTo: string[];
  extraHeaders: Record<string, string>;
  attachments: EmailAttachment[];
  connection: BaseEmailBackend | null;
  contentSubtype: string;

  /** @throws TypeError if an argument is of the wrong type or an option does not exist */
  constructor(...args: EmailMessageArguments<EmailMessageOptions>) {
    const options = readArguments<EmailMessageOptions>(args, new.target.name);
    checkOptions(new.target.name, options, (this.constructor as typeof EmailMessage).optionNames);
    this.subject = options.subject ?? "";
    this.body = options.body ?? "";
    this.fromEmail = options.fromEmail || null;
    this.to = list("to", options.to);
    this.cc = list("cc", options.cc);
    this.bcc = list("bcc", options.bcc);
    this.replyTo = list("replyTo", options.replyTo);
    this.extraHeaders = headersOf(options.headers);
    this.attachments = Array.from(options.attachments ?? [], attachmentOf);
    this.connection = options.connection ?? null;
    this.contentSubtype = options.contentSubtype ?? "plain";
  }

  protected static readonly optionNames: readonly string[] = [
    ...POSITIONS,
    "cc",
    "replyTo",
    "headers",
    "attachments",
    "connection",
    "contentSubtype",
  ];

  /** The envelope's sender, which is also the From header: `fromEmail`, else the setting `defaultFromEmail`. */
  sender(): string {
    return this.fromEmail || settings.defaultFromEmail;
  }

  /** Everyone whom the message is sent to: `to`, `cc` and `bcc`, in that order. */
  recipients(): string[] {
    return [...list("to", this.to), ...list("cc", this.cc), ...list("bcc", this.bcc)];
  }

  /**
   * The message as a new MIME tree, validated. Each call makes a new Date, Message-ID and boundaries.
   *
   * @throws InvalidMessageError, BadHeaderError, BadAddressError
   */
  message(): MimePart {
    return composeMessage(this);
  }

  /**
   * Adds a file.
   *
   * @param mimetype - guessed from the name where it is missing
   * @throws InvalidMessageError if there is no content
   */
  attach(attachment: EmailAttachment): void;
  attach(filename: string | null, content: string | Uint8Array, mimetype?: string | null): void;
  attach(file: EmailAttachment | string | null, content?: string | Uint8Array, mimetype?: string | null): void {
    if (!(file instanceof EmailAttachment)) {
      this.attachments.push(new EmailAttachment(file, content as string | Uint8Array, mimetype));
    } else if (content === undefined && mimetype === undefined) {
      this.attachments.push(file);
    } else {
      throw new InvalidMessageError(
        "An EmailAttachment has its own content and media type; give no further arguments.",
      );
    }
  }

  /** Whether the text stands in the body. */
  bodyContains(text: string): boolean {
    return this.body.includes(text);
  }

  /**
   * Sends the message through its connection, else through a new one of the default mailer.
   * Do not change the draft until this resolves.
   *
   * @returns 1 if it was accepted, 0 if it has no recipients or failed silently
   * @throws InvalidMessageError or DeliveryError, with `report`; AbortError, ConfigurationError
   */
  async send(options: SendOptions = {}): Promise<number> {
    if (this.recipients().length === 0) return 0;
    const connection = checkConnection(this.connection) ?? (await getConnection());
    return connection.sendMessages([this], options);
  }

  /**
   * Sends the message and tells what became of it, without throwing for what the message did.
   *
   * @throws AbortError, ConfigurationError
   */
  async deliver(options: Omit<SendOptions, "failSilently"> = {}): Promise<DeliveryReport> {
    const connection = checkConnection(this.connection) ?? (await getConnection());
    return connection.deliver([this], options);
  }
}

/** Positional arguments and trailing options as one options object. */
export function readArguments<Options extends object>(args: readonly unknown[], name: string): Options {
  const last = args.at(-1);
  const hasOptions = typeof last === "object" && last !== null && !(Symbol.iterator in last);
  const positional = hasOptions ? args.slice(0, -1) : args;
  if (positional.length > POSITIONS.length) {
    throw new TypeError(
      `${name} takes ${POSITIONS.join(", ")} by position; everything else goes into one options object behind them.`,
    );
  }
  const options: Record<string, unknown> = hasOptions ? { ...last } : {};
  positional.forEach((value, index) => {
    const position = POSITIONS[index] as string;
    if (value !== undefined && position in options)
      throw new TypeError(`${name} got ${position} twice: by position and as an option.`);
    if (value !== undefined) options[position] = value;
  });
  return options as Options;
}

function attachmentOf(item: AttachmentLike, index: number): EmailAttachment {
  if (item instanceof EmailAttachment) return item;
  if (Array.isArray(item)) return new EmailAttachment(...(item as [string | null, string | Uint8Array, string?]));
  throw new TypeError(
    `attachments[${index}] must be an EmailAttachment or [filename, content, mimetype]; got ${describe(item)}.`,
  );
}

function headersOf(headers: Readonly<Record<string, string>> | null | undefined): Record<string, string> {
  if (headers === undefined || headers === null) return {};
  if (typeof headers !== "object" || Symbol.iterator in headers) {
    throw new TypeError(
      `headers must be an object of names and values, such as { "X-Tag": "a" }; got ${describe(headers)}.`,
    );
  }
  return { ...headers };
}

function list(name: string, value: MailboxList | undefined): string[] {
  if (value === undefined || value === null || value === "") return [];
  if (typeof value === "string" || typeof value !== "object" || !(Symbol.iterator in value)) {
    throw new TypeError(`${name} must be a list of mailboxes, such as ["ada@example.com"]; got ${describe(value)}.`);
  }
  return Array.from(value);
}
