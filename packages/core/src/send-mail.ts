import type { BaseEmailBackend } from "./backend.ts";
import { checkOptions } from "./check-options.ts";
import { describe } from "./describe.ts";
import { connectionFor } from "./mailers.ts";
import { EmailMessage } from "./message/email-message.ts";
import { EmailMultiAlternatives } from "./message/email-multi-alternatives.ts";
import type { MailboxList } from "./message/message-arguments.ts";

/** What every sending function takes. */
export interface CallOptions {
  /** For this call, whatever the connection was made with. @defaultValue what the connection was made with */
  readonly failSilently?: boolean;
  /** Ends the call with an AbortError, whose report says what had left by then. */
  readonly signal?: AbortSignal;
}

/** What a call is sent through: a connection, or a mailer. */
export type MailerChoice =
  | {
      /** @defaultValue a new connection of the default mailer */
      readonly connection?: BaseEmailBackend | null | undefined;
      readonly using?: never;
    }
  | {
      readonly connection?: null | undefined;
      /** The alias of the mailer. @defaultValue the default mailer */
      readonly using?: string;
    };

/** Who a call authenticates as, which a connection that is made already cannot be told. */
export type Credentials =
  | { readonly authUser?: never; readonly authPassword?: never }
  | {
      readonly connection?: null | undefined;
      /** @defaultValue the setting `emailHostUser` */
      readonly authUser?: string | null;
      /** @defaultValue the setting `emailHostPassword` */
      readonly authPassword?: string | null;
    };

/** The HTML version of a text. */
export interface HtmlMessage {
  /** Null and `""` are none. */
  readonly htmlMessage?: string | null;
}

/** The options of `sendMassMail`. */
export type SendMassMailOptions = CallOptions & MailerChoice & Credentials;

/** The options of `sendMail`. */
export type SendMailOptions = SendMassMailOptions & HtmlMessage;

/** A message as `sendMassMail` takes it. */
export type MassMailItem = readonly [
  subject: string,
  body: string,
  fromEmail: string | null,
  recipientList: MailboxList,
];

const ROUTE = ["connection", "using", "authUser", "authPassword"];
const CALL = ["failSilently", "signal"];

/**
 * Sends one message.
 *
 * @param fromEmail - one mailbox; null is the setting `defaultFromEmail`
 * @param recipientList - mailboxes, who see each other in the To header
 * @returns 1 if it was accepted, 0 if there are no recipients or it failed silently
 * @throws InvalidMessageError, DeliveryError, ConfigurationError, AbortError; TypeError for an argument of the wrong type
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
  checkOptions("sendMail()", sendMailOptions, [...CALL, ...ROUTE, "htmlMessage"]);
  checkRecipients(recipientList);
  const { htmlMessage, failSilently, signal, ...route } = sendMailOptions;
  const message = new EmailMultiAlternatives(subject, body, fromEmail, recipientList);
  setHtml(message, htmlMessage);
  if (message.recipients().length === 0) return 0;
  const connection = await connectionFor(route);
  return connection.sendMessages([message], callOptions(failSilently, signal));
}

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
  massMailOptions: SendMassMailOptions = {},
): Promise<number> {
  checkOptions("sendMassMail()", massMailOptions, [...CALL, ...ROUTE]);
  const { failSilently, signal, ...route } = massMailOptions;
  const drafts = Array.isArray(messages) ? messages.map(draftOf) : draftsOf(messages);
  if (Array.isArray(drafts) && drafts.length === 0) return 0;
  const connection = await connectionFor(route);
  return connection.sendMessages(drafts, callOptions(failSilently, signal));
}

/** Null is nobody, as in Django; a value that was forgotten is not, or a mail would be lost in silence. */
function checkRecipients(recipientList: MailboxList | undefined): void {
  if (recipientList === undefined)
    throw new TypeError('recipientList must be a list of mailboxes, such as ["ada@example.com"]; got undefined.');
}

/** The HTML version of a message, if there is one. */
export function setHtml(message: EmailMultiAlternatives, htmlMessage: string | null | undefined): void {
  if (htmlMessage === undefined || htmlMessage === null || htmlMessage === "") return;
  if (typeof htmlMessage !== "string")
    throw new TypeError(`htmlMessage must be a string; got ${describe(htmlMessage)}.`);
  message.attachAlternative(htmlMessage, "text/html");
}

/** The options of a call, of which none is undefined. */
export function callOptions(failSilently: boolean | undefined, signal: AbortSignal | undefined): CallOptions {
  return { ...(failSilently === undefined ? {} : { failSilently }), ...(signal === undefined ? {} : { signal }) };
}

async function* draftsOf(
  messages: Iterable<MassMailItem> | AsyncIterable<MassMailItem>,
): AsyncGenerator<EmailMessage, void, undefined> {
  const isIterable = typeof messages === "object" && messages !== null;
  if (!isIterable || !(Symbol.iterator in messages || Symbol.asyncIterator in messages)) {
    throw new TypeError(
      `sendMassMail() takes a list of [subject, body, fromEmail, recipientList]; got ${describe(messages)}.`,
    );
  }
  let index = 0;
  for await (const item of messages) {
    yield draftOf(item, index);
    index += 1;
  }
}

function draftOf(item: MassMailItem, index: number): EmailMessage {
  if (Array.isArray(item) && item.length === 4) {
    const massMail = item as MassMailItem;
    checkRecipients(massMail[3]);
    return new EmailMessage(...massMail);
  }
  throw new TypeError(
    `Each message of sendMassMail() is [subject, body, fromEmail, recipientList]; number ${index + 1} is ${describe(item)}.`,
  );
}
