import type { BaseEmailBackend } from "../backend.ts";
import { checkOptions } from "../check-options.ts";
import type { DeliveryReport } from "../delivery.ts";
import { InvalidMessageError } from "../errors.ts";
import { connectionFor } from "../mailers.ts";
import { MimePart } from "../mime/mime-part.ts";
import { isBeingRead } from "../pending-files.ts";
import { settings } from "../settings/settings.ts";
import { type AttachedFileOptions, attachFile } from "./attached-files.ts";
import { checkDraft, checkHeaders, mailboxesOf, mailboxList } from "./check-draft.ts";
import { composeMessage } from "./compose-message.ts";
import { copyOf } from "./copy-of.ts";
import { type AttachmentContent, type AttachmentOptions, EmailAttachment } from "./email-attachment.ts";
import {
  type AttachmentLike,
  type EmailMessageOptions,
  listOf,
  type MailboxList,
  OTHER_NAMES,
  POSITIONS,
  readArguments,
} from "./message-arguments.ts";

/** The options of `deliver`. */
export interface MessageDeliverOptions {
  /** The alias of the mailer. @defaultValue the message's connection, else the default mailer */
  readonly using?: string | undefined;
  /** Ends the delivery with an AbortError. */
  readonly signal?: AbortSignal | undefined;
}

/** The options of `send`. */
export interface MessageSendOptions extends MessageDeliverOptions {
  /** For this call, whatever the connection was made with. @defaultValue what the connection was made with */
  readonly failSilently?: boolean | undefined;
}

/** A mail as a draft: every attribute can be changed until `send()`, and it can be sent many times. */
export class EmailMessage {
  /** @defaultValue empty */
  subject: string;
  /** The text. @defaultValue empty */
  body: string;
  /** One mailbox; null is the setting `defaultFromEmail`, read when the message is built. */
  fromEmail: string | null;
  /** Recipients, each element one mailbox. */
  to: string[];
  /** Recipients of a copy, each element one mailbox. */
  cc: string[];
  /** Recipients whom no header names, each element one mailbox. */
  bcc: string[];
  /** Whom an answer goes to, each element one mailbox. */
  replyTo: string[];
  /** Further header fields; the constructor's option `headers`. */
  extraHeaders: Record<string, string>;
  /** The files, in order. */
  attachments: EmailAttachment[];
  /** What it is sent through; null is a new connection of the default mailer for each `send()`. */
  connection: BaseEmailBackend | null;
  /** The subtype of the body's media type, such as `html`. @defaultValue `plain` */
  contentSubtype: string;
  /** The character set of the body, the text alternatives and the text attachments; null is the setting `defaultCharset`. */
  encoding: string | null;

  /**
   * A draft, of which everything can be changed until `send()`. The options may stand behind any of the positions.
   *
   * @throws TypeError if an argument is of the wrong type or an option does not exist
   */
  constructor(
    subject: string,
    body: string | null,
    fromEmail: string | null | undefined,
    to: MailboxList,
    bcc: MailboxList,
    options?: EmailMessageOptions,
  );
  constructor(
    subject: string,
    body: string | null,
    fromEmail: string | null | undefined,
    to: MailboxList,
    options?: EmailMessageOptions,
  );
  constructor(
    subject: string,
    body: string | null,
    fromEmail: string | null | undefined,
    options?: EmailMessageOptions,
  );
  constructor(subject: string, body: string | null, options?: EmailMessageOptions);
  constructor(subject: string, options?: EmailMessageOptions);
  constructor(options?: EmailMessageOptions);
  constructor(...args: readonly unknown[]) {
    const options = readArguments<EmailMessageOptions>(args, new.target.name);
    checkOptions(new.target.name, options, (this.constructor as typeof EmailMessage).optionNames, OTHER_NAMES);
    this.subject = options.subject ?? "";
    this.body = options.body ?? "";
    this.fromEmail = options.fromEmail === "" ? null : (options.fromEmail ?? null);
    this.to = [...mailboxList("to", options.to)];
    this.cc = [...mailboxList("cc", options.cc)];
    this.bcc = [...mailboxList("bcc", options.bcc)];
    this.replyTo = [...mailboxList("replyTo", options.replyTo)];
    const headers = options.headers ?? {};
    checkHeaders(headers);
    this.extraHeaders = { ...headers };
    this.attachments = listOf("attachments", options.attachments).map(attachmentOf);
    this.connection = options.connection ?? null;
    this.contentSubtype = options.contentSubtype ?? "plain";
    this.encoding = options.encoding ?? null;
    checkDraft(this);
  }

  /** The options that the constructor takes; a subclass with further ones adds their names. */
  protected static readonly optionNames: readonly string[] = [
    ...POSITIONS,
    "cc",
    "replyTo",
    "headers",
    "attachments",
    "connection",
    "contentSubtype",
    "encoding",
  ];

  /**
   * The envelope's sender, which is also the From header unless `headers` have one: `fromEmail`, else the setting
   * `defaultFromEmail`.
   */
  sender(): string {
    return this.fromEmail || settings.defaultFromEmail;
  }

  /**
   * Everyone whom the message is sent to: `to`, `cc` and `bcc`, in that order.
   *
   * @throws TypeError if one of them is no array of strings
   */
  recipients(): string[] {
    return [...mailboxesOf("to", this.to), ...mailboxesOf("cc", this.cc), ...mailboxesOf("bcc", this.bcc)];
  }

  /**
   * The message as a new MIME tree, validated. Each call makes a new Date, Message-ID and boundaries, and so does `send()`.
   * An empty body is left out where there are alternatives or files.
   *
   * @throws InvalidMessageError, BadHeaderError, BadAddressError, UnsupportedEncodingError, UnsupportedFeatureError;
   *   TypeError if an attribute is of the wrong type
   */
  message(): MimePart {
    if (isBeingRead(this)) {
      throw new InvalidMessageError("A file is still being read; await attachFile() before you look at the message.");
    }
    return composeMessage(this);
  }

  /**
   * Adds a file, or a part that stands in the message as it is.
   *
   * @throws InvalidMessageError for a part with From or Message-ID: a message is attached as `message/rfc822`
   */
  attach(attachment: EmailAttachment | MimePart): void;
  /**
   * Adds a file, or with a `contentId` what the HTML shows.
   *
   * @param content - octets of a `text/*` type are decoded as UTF-8, else the type becomes `application/octet-stream`,
   *   unless it names another `charset`: then both stay as they are; a Blob or a stream is read when the message is
   *   sent; for `message/rfc822` also an EmailMessage or a MimePart
   * @param type - the media type, or options of which it is one; guessed from the name where it is missing
   * @throws InvalidMessageError if there is no content; TypeError if it is none, or an option does not exist
   */
  attach(filename: string | null, content: AttachmentContent, type?: string | AttachmentOptions | null): void;
  attach(
    file: EmailAttachment | MimePart | string | null,
    content?: AttachmentContent | null,
    type?: string | AttachmentOptions | null,
  ): void {
    if (!(file instanceof EmailAttachment || file instanceof MimePart)) {
      this.attachments.push(new EmailAttachment(file, content as AttachmentContent, type));
    } else if (content === undefined && type === undefined) {
      this.attachments.push(attachmentOf(file));
    } else {
      throw new TypeError(
        `attach() takes ${file instanceof MimePart ? "a MimePart" : "an EmailAttachment"} alone, which has its own content and media type.`,
      );
    }
  }

  /**
   * Adds a file of the file system under its own name or another, as `attach()` does. Text is read at once; of anything else the
   * content is read each time when the message is sent. `send()` waits for a call that nobody awaited, or that is still
   * reading, and fails with its error; whoever awaits a call before may go on without the file.
   *
   * @param path - a path, or a `file:` URL
   * @param type - the media type, or options of which it is one; guessed from the name where it is missing
   * @throws InvalidMessageError at once, if the file cannot be read; TypeError if an option does not exist
   */
  attachFile(path: string | URL, type?: string | AttachedFileOptions | null): Promise<void> {
    return attachFile(this, path, type);
  }

  /** Whether the text stands in the body. */
  bodyContains(text: string): boolean {
    return this.body.includes(text);
  }

  /**
   * A copy of the draft, of the same class, which later changes to the one do not reach in the other.
   *
   * @throws InvalidMessageError while a file is being read, or if one could not be and nobody awaited the call
   */
  copy(): this {
    if (isBeingRead(this))
      throw new InvalidMessageError("A file is still being read; await attachFile() before you copy the message.");
    return copyOf(this);
  }

  /**
   * A copy as `copy()` makes it, whose attachments that stream are read into memory, as an outbox keeps it.
   *
   * @throws StreamedContentError if a stream was read before and can be read once; InvalidMessageError if it cannot be read
   */
  async buffered(): Promise<this> {
    const copy = this.copy();
    const attachments: EmailAttachment[] = [];
    for (const attachment of copy.attachments) attachments.push(await attachment.buffered());
    copy.attachments = attachments;
    return copy;
  }

  /**
   * Sends the message through its connection, else through a new one of the default mailer.
   * Do not change the draft until this resolves.
   *
   * @returns 1 if it was accepted, 0 if it has no recipients or failed silently
   * @throws InvalidMessageError or DeliveryError, with `report`; AbortError, ConfigurationError;
   *   TypeError for `using` beside a connection
   */
  async send(sendOptions: MessageSendOptions = {}): Promise<number> {
    checkOptions("send()", sendOptions, ["using", "failSilently", "signal"]);
    const { using, ...options } = sendOptions;
    if (this.recipients().length === 0) return 0;
    return await (await connectionFor({ connection: this.connection, using })).sendMessages([this], options);
  }

  /**
   * Sends the message and tells what became of it, without throwing for what the message did.
   *
   * @throws AbortError, ConfigurationError; TypeError for `using` beside a connection
   */
  async deliver(deliverOptions: MessageDeliverOptions = {}): Promise<DeliveryReport> {
    checkOptions("deliver()", deliverOptions, ["using", "signal"]);
    const { using, ...options } = deliverOptions;
    return await (await connectionFor({ connection: this.connection, using })).deliver([this], options);
  }
}

function attachmentOf(item: AttachmentLike): EmailAttachment {
  if (item instanceof MimePart) return new EmailAttachment(item);
  // What is no attachment at all is left to checkDraft(), which tells its number.
  return Array.isArray(item)
    ? new EmailAttachment(...(item as [string | null, AttachmentContent, (string | AttachmentOptions)?]))
    : (item as EmailAttachment);
}
