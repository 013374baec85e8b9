import {
  CALL_OPTIONS,
  type CallOptions,
  checkGiven,
  type HtmlMessage,
  htmlVersion,
  type MailerChoice,
} from "./call-options.ts";
import { checkOptions } from "./check-options.ts";
import { describe } from "./describe.ts";
import { connectionFor } from "./mailers.ts";
import { EmailMultiAlternatives } from "./message/email-multi-alternatives.ts";
import type { MailboxLike } from "./settings/mail-settings.ts";
import { settings } from "./settings/settings.ts";

/** The options of `mailAdmins` and `mailManagers`. */
export type MailAdminsOptions = CallOptions & MailerChoice & HtmlMessage;

/**
 * Sends one message to all of the setting `admins`, from `serverEmail`, with `emailSubjectPrefix` before its subject.
 *
 * @returns 1 if it was accepted, 0 if there are no admins or it failed silently
 * @throws InvalidMessageError, DeliveryError, ConfigurationError, AbortError; TypeError for an argument of the wrong type
 */
export async function mailAdmins(subject: string, body: string, options: MailAdminsOptions = {}): Promise<number> {
  return await mailPeople("mailAdmins()", () => settings.admins, subject, body, options);
}

/**
 * Sends one message to all of the setting `managers`, from `serverEmail`, with `emailSubjectPrefix` before its subject.
 *
 * @returns 1 if it was accepted, 0 if there are no managers or it failed silently
 * @throws InvalidMessageError, DeliveryError, ConfigurationError, AbortError; TypeError for an argument of the wrong type
 */
export async function mailManagers(subject: string, body: string, options: MailAdminsOptions = {}): Promise<number> {
  return await mailPeople("mailManagers()", () => settings.managers, subject, body, options);
}

async function mailPeople(
  what: string,
  people: () => readonly MailboxLike[],
  subject: string,
  body: string,
  options: MailAdminsOptions,
): Promise<number> {
  checkOptions(what, options, [...CALL_OPTIONS, "htmlMessage"]);
  // The prefix would make a string of whatever stands behind it.
  if (typeof subject !== "string") throw new TypeError(`subject must be a string; got ${describe(subject)}.`);
  checkGiven("body", body);
  const html = htmlVersion(options);
  const to = people().map(mailboxOf);
  if (to.length === 0) return 0;
  const prefixed = `${settings.emailSubjectPrefix}${subject}`;
  const message = new EmailMultiAlternatives(prefixed, body, settings.serverEmail, to, { html });
  const { failSilently, signal } = options;
  return await (await connectionFor(options)).sendMessages([message], { failSilently, signal });
}

function mailboxOf(person: MailboxLike): string {
  if (typeof person === "string") return person;
  const [name, address] = person;
  // quoted-string (RFC 5322, 3.2.4)
  return name === "" ? address : `"${name.replace(/["\\]/g, "\\$&")}" <${address}>`;
}
