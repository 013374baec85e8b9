import {
  CALL_OPTIONS,
  type CallOptions,
  type Credentials,
  checkGiven,
  LOGIN_OPTIONS,
  type MailerChoice,
} from "./call-options.ts";
import { checkOptions } from "./check-options.ts";
import { describe } from "./describe.ts";
import { isIterable } from "./is-iterable.ts";
import { connectionFor } from "./mailers.ts";
import { EmailMessage } from "./message/email-message.ts";
import type { MailboxList } from "./message/message-arguments.ts";

/** The options of `sendMassMail`. */
export type SendMassMailOptions = CallOptions & MailerChoice & Credentials;

/** A message as `sendMassMail` takes it. */
export type MassMailItem = readonly [
  subject: string,
  body: string,
  fromEmail: string | null,
  recipientList: MailboxList,
];

/**
 * Sends many messages over one connection; none sees the others' recipients.
 *
 * @param messages - each `[subject, body, fromEmail, recipientList]`; an array is checked before anything is sent, an
 *   iterable or async iterable is read while it is sent
 * @returns how many were accepted
 * @throws InvalidMessageError, DeliveryError, ConfigurationError, AbortError; BatchDeliveryError if several failed;
 *   TypeError for an argument of the wrong type
 */
export async function sendMassMail(
  messages: Iterable<MassMailItem> | AsyncIterable<MassMailItem>,
  options: SendMassMailOptions = {},
): Promise<number> {
  checkOptions("sendMassMail()", options, [...CALL_OPTIONS, ...LOGIN_OPTIONS]);
  if (!isIterable(messages)) {
    throw new TypeError(
      `sendMassMail() takes a list of [subject, body, fromEmail, recipientList]; got ${describe(messages)}.`,
    );
  }
  const drafts = Array.isArray(messages) ? messages.map(draftOf) : draftsOf(messages);
  if (Array.isArray(drafts) && drafts.length === 0) return 0;
  const { failSilently, signal } = options;
  return await (await connectionFor(options)).sendMessages(drafts, { failSilently, signal });
}

async function* draftsOf(
  messages: Iterable<MassMailItem> | AsyncIterable<MassMailItem>,
): AsyncGenerator<EmailMessage, void, undefined> {
  let index = 0;
  for await (const item of messages) {
    yield draftOf(item, index);
    index += 1;
  }
}

function draftOf(item: MassMailItem, index: number): EmailMessage {
  if (!Array.isArray(item) || item.length !== 4) {
    throw new TypeError(
      `Each message of sendMassMail() is [subject, body, fromEmail, recipientList]; number ${index + 1} is ${describe(item)}.`,
    );
  }
  const [subject, body, fromEmail, recipientList] = item as MassMailItem;
  checkGiven("body", body);
  checkGiven("recipientList", recipientList);
  return new EmailMessage({ subject, body, fromEmail, to: recipientList });
}
