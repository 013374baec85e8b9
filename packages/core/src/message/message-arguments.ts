import type { BaseEmailBackend } from "../backend.ts";
import { describe } from "../describe.ts";
import { isPlainObject } from "../is-plain-object.ts";
import type { MimePart } from "../mime/mime-part.ts";
import type { AttachmentContent, AttachmentOptions, EmailAttachment } from "./email-attachment.ts";

/** Mailboxes, each element exactly one, such as `["ada@example.com", "Bob <bob@example.com>"]`. Null and `""` are none. */
export type MailboxList = (Iterable<string> & object) | "" | null;

/** An attachment: itself, or what its constructor takes. A MimePart stands in the message as it is. */
export type AttachmentLike =
  | EmailAttachment
  | MimePart
  | readonly [filename: string | null, content: AttachmentContent, type?: string | AttachmentOptions | null];

/** What a message is made of; all of it can also be set later, until `send()`. */
export interface EmailMessageOptions {
  /** @defaultValue empty */
  readonly subject?: string | undefined;
  /** @defaultValue empty */
  readonly body?: string | null | undefined;
  /** One mailbox. Null or `""` is the setting `defaultFromEmail`, read when the message is built. */
  readonly fromEmail?: string | null | undefined;
  /** @defaultValue nobody */
  readonly to?: MailboxList | undefined;
  /** @defaultValue nobody */
  readonly cc?: MailboxList | undefined;
  /** Recipients whom no header names. @defaultValue nobody */
  readonly bcc?: MailboxList | undefined;
  /** Whom an answer goes to. @defaultValue the sender */
  readonly replyTo?: MailboxList | undefined;
  /** Further header fields. From, To, Cc, Reply-To, Date and Message-ID replace what would be generated. */
  readonly headers?: Readonly<Record<string, string>> | null | undefined;
  /** @defaultValue none */
  readonly attachments?: Iterable<AttachmentLike> | null | undefined;
  /** @defaultValue a new connection of the default mailer for each `send()` */
  readonly connection?: BaseEmailBackend | null | undefined;
  /** The subtype of the body's media type. @defaultValue `plain` */
  readonly contentSubtype?: string | undefined;
  /** The character set of the body, the text alternatives and the text attachments. @defaultValue the setting `defaultCharset` */
  readonly encoding?: string | null | undefined;
}

/** What other libraries call these options. */
export const OTHER_NAMES: Readonly<Record<string, string>> = {
  text: "Did you mean body?",
  from: "Did you mean fromEmail?",
  html: "EmailMultiAlternatives takes html.",
  alternatives: "EmailMultiAlternatives takes alternatives.",
};

export const POSITIONS = ["subject", "body", "fromEmail", "to", "bcc"] as const;

/**
 * The elements of a list that an option gives, or of none.
 *
 * @throws TypeError if it is no list
 */
export function listOf<Item>(name: string, value: Iterable<Item> | null | undefined): readonly Item[] {
  if (value === undefined || value === null) return [];
  if (typeof value === "object" && Symbol.iterator in value) return [...value];
  throw new TypeError(`${name} must be a list; got ${describe(value)}.`);
}

/**
 * Positional arguments and trailing options as one options object.
 *
 * @param name - whose arguments they are
 * @throws TypeError for too many arguments, or one that is given twice
 */
export function readArguments<Options extends object>(args: readonly unknown[], name: string): Options {
  const last = args.at(-1);
  const hasOptions = typeof last === "object" && last !== null && !(Symbol.iterator in last);
  if (hasOptions && !isPlainObject(last)) {
    throw new TypeError(`${name} takes strings, lists of mailboxes and an object of options; got ${describe(last)}.`);
  }
  const positional = hasOptions ? args.slice(0, -1) : args;
  if (positional.length > POSITIONS.length) {
    throw new TypeError(
      `${name} takes ${POSITIONS.join(", ")} by position; everything else goes into one options object behind them.`,
    );
  }
  if (positional.length === 0) return (last ?? {}) as Options;
  const options: Record<string, unknown> = hasOptions ? { ...last } : {};
  positional.forEach((value, index) => {
    const position = POSITIONS[index] as string;
    if (value !== undefined && position in options)
      throw new TypeError(`${name} got ${position} twice: by position and as an option.`);
    if (value !== undefined) options[position] = value;
  });
  return options as Options;
}
