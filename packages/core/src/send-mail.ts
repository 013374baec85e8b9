import type { BaseEmailBackend } from "./backend.ts";
import { checkOptions } from "./check-options.ts";
import { describe } from "./describe.ts";
import { checkConnection, getConnection } from "./mailers.ts";
import { EmailMessage, type MailboxList } from "./message/email-message.ts";
import { EmailMultiAlternatives } from "./message/email-multi-alternatives.ts";

/** The options of `sendMassMail`. */
export interface SendMassMailOptions {
  /** @defaultValue what the connection was made with */
  readonly failSilently?: boolean;
  /** @defaultValue a new connection of the default mailer */
  readonly connection?: BaseEmailBackend;
  readonly signal?: AbortSignal;
}

/** The options of `sendMail`. */
export interface SendMailOptions extends SendMassMailOptions {
  /** The HTML version of the body. */
  readonly htmlMessage?: string | null;
}

/** A message as `sendMassMail` takes it. */
export type MassMailItem = readonly [
  subject: string,
  body: string,
  fromEmail: string | null,
  recipientList: MailboxList,
];

/**
 * Sends one message.
 *
 * @param fromEmail - one mailbox; null is the setting `defaultFromEmail`
 * @param recipientList - mailboxes, who see each other in the To header
 * @returns 1 if it was accepted, 0 if there are no recipients or it failed silently
 * @throws InvalidMessageError, DeliveryError, ConfigurationError
 */
export async function sendMail(
  subject: string,
  body: string,
  fromEmail: string | null | undefined,
  recipientList: MailboxList,
  sendMailOptions: SendMailOptions = {},
): Promise<number> {
  if (typeof subject !== "string") {
    throw new TypeError(
      `sendMail() takes subject, body, fromEmail, recipientList and options; its subject is ${describe(subject)}. One object of options makes a message: new EmailMessage({ … }).send().`,
    );
  }
  checkOptions("sendMail()", sendMailOptions, ["failSilently", "connection", "signal", "htmlMessage"]);
  const { htmlMessage, connection, ...options } = sendMailOptions;
  const message = new EmailMultiAlternatives(subject, body, fromEmail, recipientList, {
    connection: connection ?? null,
  });
  if (htmlMessage) message.attachAlternative(htmlMessage, "text/html");
  return message.send(options);
}

/**
 * Sends many messages over one connection; none sees the others' recipients.
 *
 * @param messages - each `[subject, body, fromEmail, recipientList]`
 * @returns how many were accepted
 * @throws InvalidMessageError, DeliveryError, ConfigurationError; BatchDeliveryError if several failed
 */
export async function sendMassMail(
  messages: Iterable<MassMailItem>,
  massMailOptions: SendMassMailOptions = {},
): Promise<number> {
  checkOptions("sendMassMail()", massMailOptions, ["failSilently", "connection", "signal"]);
  const { connection, ...options } = massMailOptions;
  const drafts = Array.from(messages, (item, index) => {
    if (!Array.isArray(item) || item.length !== 4) {
      throw new TypeError(
        `Each message of sendMassMail() is [subject, body, fromEmail, recipientList]; number ${index + 1} is ${describe(item)}.`,
      );
    }
    return new EmailMessage(...(item as MassMailItem));
  });
  if (drafts.length === 0) return 0;
  return (checkConnection(connection) ?? (await getConnection())).sendMessages(drafts, options);
}
