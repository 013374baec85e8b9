import { controlCharacter } from "../control-character.ts";
import type { Delivery } from "../delivery.ts";
import { describe } from "../describe.ts";
import { BadHeaderError, InvalidMessageError } from "../errors.ts";
import { MimePart } from "../mime/mime-part.ts";
import { EmailMessage } from "./email-message.ts";

/** What is known of a message that is answered, as parsers of mail tell it; ids have their angle brackets. */
export interface AnsweredMessage {
  readonly messageId?: string | null | undefined;
  readonly inReplyTo?: string | null | undefined;
  readonly references?: string | readonly string[] | null | undefined;
}

/** The header fields that place an answer in its thread. */
export interface ReplyHeaders {
  readonly "In-Reply-To": string;
  readonly References: string;
  readonly [name: string]: string;
}

// msg-id (RFC 5322, 3.6.4), as loosely as mail programs write it
const MESSAGE_IDS = /^<[^<>\s]+>(?:\s*<[^<>\s]+>)*$/;

/**
 * The headers that make a message the answer to another (RFC 5322, 3.6.4), for the option `headers`.
 *
 * @param message - a delivery, what a parser made of a mail, a MimePart, or an EmailMessage whose headers set its Message-ID
 * @throws InvalidMessageError if the message has no Message-ID, BadHeaderError if an id is none
 */
export function replyHeaders(message: AnsweredMessage | Delivery | EmailMessage | MimePart): ReplyHeaders {
  const { messageId, inReplyTo, references } = answered(message);
  const own = idsOf("messageId", messageId);
  if (own.length !== 1) {
    throw new InvalidMessageError(
      `replyHeaders() needs the one Message-ID of the message that is answered; got ${describe(messageId)}.`,
    );
  }
  const before = idsOf("references", references);
  // A parent without References is placed by what it answered itself, if that is one message.
  const parents = idsOf("inReplyTo", inReplyTo);
  const thread = before.length === 0 && parents.length === 1 ? parents : before;
  return { "In-Reply-To": own.join(" "), References: [...thread, ...own].join(" ") };
}

function answered(message: AnsweredMessage | Delivery | EmailMessage | MimePart): AnsweredMessage {
  if (typeof message !== "object" || message === null)
    throw new TypeError(`replyHeaders() takes the message that is answered; got ${describe(message)}.`);
  if (message instanceof EmailMessage) return saidBy((name) => headerOf(message.extraHeaders, name));
  if (message instanceof MimePart) return saidBy((name) => message.get(name));
  if (!("message" in message && message.message instanceof EmailMessage)) return message;
  // The id was generated, or is that of the headers; its thread stands in the headers alone.
  return { ...answered(message.message), messageId: message.messageId };
}

function saidBy(header: (name: string) => string | null | undefined): AnsweredMessage {
  return { messageId: header("Message-ID"), inReplyTo: header("In-Reply-To"), references: header("References") };
}

function headerOf(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

function idsOf(name: string, value: string | readonly string[] | null | undefined): readonly string[] {
  const text = typeof value === "object" && value !== null ? value.join(" ") : (value ?? "");
  if (typeof text !== "string") throw new TypeError(`${name} must be a string; got ${describe(text)}.`);
  const ids = text.trim();
  if (ids === "") return [];
  if (controlCharacter(ids) === undefined && MESSAGE_IDS.test(ids)) return ids.match(/<[^<>\s]+>/g) ?? [];
  throw new BadHeaderError(
    `${name} must be made of ids in angle brackets, such as <1@example.com>; got ${describe(ids)}.`,
  );
}
