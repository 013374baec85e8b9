import type { EmailMessage } from "@posthorn/core";
import { describe } from "../describe.ts";
import type { ReceivedMail } from "../received-mail.ts";
import { isMessage } from "./is-message.ts";
import { htmlOf, textOf } from "./versions.ts";

/** What a person reads in a mail. */
export interface ReadableMail {
  readonly subject: string;
  readonly text: string | null;
  readonly html: string | null;
}

/**
 * What a person reads in a message, or in a mail that a catcher took.
 *
 * @param reader - who reads it, such as `links()`
 * @throws TypeError for anything else
 */
export function readableMail(reader: string, mail: EmailMessage | ReceivedMail | undefined): ReadableMail {
  if (isMessage(mail)) return { subject: mail.subject, text: textOf(mail), html: htmlOf(mail) };
  if (typeof mail === "object" && mail !== null && mail.source instanceof Uint8Array) return mail;
  const advice = mail === undefined ? ". If that is an element of an outbox: nothing was sent there" : "";
  throw new TypeError(`${reader} reads a message, such as outbox[0]; got ${describe(mail)}${advice}.`);
}
