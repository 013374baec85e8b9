import {
  CALL_OPTIONS,
  type CallOptions,
  type Credentials,
  checkGiven,
  type HtmlMessage,
  htmlVersion,
  LOGIN_OPTIONS,
  type MailerChoice,
} from "./call-options.ts";
import { checkOptions } from "./check-options.ts";
import { describe } from "./describe.ts";
import { connectionFor } from "./mailers.ts";
import { EmailMultiAlternatives } from "./message/email-multi-alternatives.ts";
import type { MailboxList } from "./message/message-arguments.ts";

/** The options of `sendMail`. */
export type SendMailOptions = CallOptions & MailerChoice & Credentials & HtmlMessage;

/**
 * Sends one message.
 *
 * @param fromEmail - one mailbox; null is the setting `defaultFromEmail`
 * @param recipientList - mailboxes, who see each other in the To header; null is nobody
 * @returns 1 if it was accepted, 0 if there are no recipients or it failed silently
 * @throws InvalidMessageError, DeliveryError, ConfigurationError, AbortError; TypeError for an argument of the wrong type
 */
export async function sendMail(
  subject: string,
  body: string,
  fromEmail: string | null | undefined,
  recipientList: MailboxList,
  options: SendMailOptions = {},
): Promise<number> {
  if (typeof subject !== "string") {
    throw new TypeError(
      `sendMail() takes subject, body, fromEmail, recipientList and options; its subject is ${describe(subject)}. One object of options makes a message: new EmailMessage({ … }).send().`,
    );
  }
  checkOptions("sendMail()", options, [...CALL_OPTIONS, ...LOGIN_OPTIONS, "htmlMessage"]);
  checkGiven("body", body);
  checkGiven("recipientList", recipientList);
  const html = htmlVersion(options);
  const message = new EmailMultiAlternatives(subject, body, fromEmail, recipientList, { html });
  if (message.recipients().length === 0) return 0;
  const { failSilently, signal } = options;
  return await (await connectionFor(options)).sendMessages([message], { failSilently, signal });
}
