import { formatMailbox } from "../address/format-mailbox.ts";
import { NON_ASCII } from "../address/idna.ts";
import { parseMailbox } from "../address/mailbox.ts";
import { splitMailboxList } from "../address/mailbox-list.ts";
import { namingMailboxes } from "../address/naming-mailboxes.ts";
import { describe } from "../describe.ts";
import { ConfigurationError, InvalidMessageError } from "../errors.ts";
import { formatDate } from "../header/date.ts";
import { looksLikeEncodedWord } from "../header/encoded-word.ts";
import { HeaderField } from "../header/field.ts";
import { formatMessageId } from "../header/message-id.ts";
import { remembered } from "../remembered.ts";
import { settings } from "../settings/settings.ts";
import { mailboxesOf } from "./check-draft.ts";
import { uniqueId } from "./unique-id.ts";

/** What the headers of a message are made of. */
export interface HeaderSource {
  readonly subject: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly replyTo: readonly string[];
  readonly extraHeaders: Readonly<Record<string, string>>;
  sender(): string;
}

const MAILBOX_FIELDS = new Set([
  "from",
  "sender",
  "to",
  "cc",
  "reply-to",
  "resent-from",
  "resent-sender",
  "resent-to",
  "resent-cc",
  "disposition-notification-to",
]);
/** Fields of ids, dates, URLs and tokens, in which no encoded-word may stand (RFC 2047, 5). */
const STRUCTURED = new Set([
  "date",
  "message-id",
  "in-reply-to",
  "references",
  "return-path",
  "received",
  "resent-date",
  "resent-message-id",
  // RFC 2369 and RFC 8058
  "list-help",
  "list-subscribe",
  "list-unsubscribe",
  "list-unsubscribe-post",
  "list-post",
  "list-owner",
  "list-archive",
  "list-id",
  // RFC 3834, 5
  "auto-submitted",
]);
const MADE = new Set(["mime-version", "content-type", "content-transfer-encoding"]);
const MIME_VERSION = HeaderField.unstructured("MIME-Version", "1.0");
const FIRST_DATE = Date.UTC(1901, 0);
const LAST_DATE = Date.UTC(9999, 0);
// A group without members (RFC 5322, 3.4), such as `undisclosed-recipients:;`
const EMPTY_GROUP = /^[\w -]+:\s*;$/;

// A phrase and an id (RFC 2919, 3)
const LIST_ID = /^([^<>]*)<([\w.-]{1,64})>$/;

/**
 * The header fields of a draft, but those that its body makes. An extra header of the same name, in any letter case,
 * replaces what would be generated.
 *
 * @throws InvalidMessageError, BadHeaderError, BadAddressError
 */
export function messageHeaders(draft: HeaderSource): readonly HeaderField[] {
  const extra = Object.entries(draft.extraHeaders);
  const names = new Set(extra.map(([name]) => name.toLowerCase()));
  for (const name of names) refuseReserved(name);
  const fields = [HeaderField.unstructured("Subject", draft.subject)];
  const add = (name: string, option: string, mailboxes: readonly string[]): void => {
    if (mailboxes.length === 0 || names.has(name.toLowerCase())) return;
    const namesOf = (): string[] => mailboxes.map((_, index) => `${option}[${index}]`);
    fields.push(namingMailboxes(mailboxes, namesOf, () => HeaderField.mailboxes(name, mailboxes)));
  };
  if (!names.has("from")) fields.push(senderOf(draft.sender()).field);
  add("To", "to", mailboxesOf("to", draft.to));
  add("Cc", "cc", mailboxesOf("cc", draft.cc));
  add("Reply-To", "replyTo", mailboxesOf("replyTo", draft.replyTo));
  if (!names.has("date")) fields.push(dateField(currentDate()));
  if (!names.has("message-id")) fields.push(HeaderField.unstructured("Message-ID", messageId(draft)));
  for (const [name, value] of extra) fields.push(extraField(name, value));
  fields.push(MIME_VERSION);
  return fields;
}

/** The From field of a sender, of whom a program has few. */
const senderOf = remembered((sender) => ({
  field: HeaderField.mailboxes("From", [sender], "fromEmail"),
  address: parseMailbox(sender, "fromEmail").address,
}));

let lastDate = HeaderField.unstructured("Date", "");

/** Many mails leave within one second. */
function dateField(date: string): HeaderField {
  if (lastDate.value !== date) lastDate = HeaderField.unstructured("Date", date);
  return lastDate;
}

function refuseReserved(name: string): void {
  if (name === "bcc" || name === "resent-bcc") {
    throw new InvalidMessageError(
      `headers must not have ${describe(name)}, which every recipient would see; use the option bcc.`,
    );
  }
  if (name === "subject") {
    throw new InvalidMessageError("headers must not have Subject, of which a message has one; use the option subject.");
  }
  if (MADE.has(name)) {
    throw new InvalidMessageError(
      `headers must not have ${describe(name)}, which is made from the body and the attachments.`,
    );
  }
  if (name.startsWith("content-")) {
    throw new InvalidMessageError(
      `headers must not have ${describe(name)}, which describes a part (RFC 2045, 9); give it to the part, by with() in an overridden message().`,
    );
  }
}

function extraField(name: string, value: string): HeaderField {
  const lower = name.toLowerCase();
  if (MAILBOX_FIELDS.has(lower) && typeof value === "string" && !EMPTY_GROUP.test(value)) {
    const mailboxes = splitMailboxList(value);
    if (lower === "sender" && mailboxes.length > 1)
      throw new InvalidMessageError(`Sender is one mailbox (RFC 5322, 3.6.2); got ${describe(value)}.`);
    return HeaderField.mailboxes(name, mailboxes);
  }
  const [, phrase, id] = (lower === "list-id" && NON_ASCII.test(value) && LIST_ID.exec(value)) || [];
  // The phrase alone is encoded, as that of a mailbox, which it looks like: programs look for the id.
  if (phrase !== undefined && id !== undefined)
    return HeaderField.mailboxes(name, [phrase.startsWith('"') ? value : formatMailbox(phrase, id)]);
  const field = HeaderField.unstructured(name, value);
  if (STRUCTURED.has(lower) && field.body !== value) {
    throw new InvalidMessageError(
      `${name} is no text, and cannot be written as encoded-words (RFC 2047, 5), which ${reasonToEncode(value)} would need; got ${describe(value)}.`,
    );
  }
  return field;
}

function reasonToEncode(value: string): string {
  if (NON_ASCII.test(value)) return "a character beyond ASCII";
  if (/\t| {2}|^ | $/.test(value)) return "a tab, several blanks or a blank at an end";
  return looksLikeEncodedWord(value) ? 'the characters "=?"' : "a word that fits on no line";
}

function currentDate(): string {
  const date = settings.clock();
  // RFC 5322, 3.3: a year has four digits, from 1900 on; the zone can change it by one.
  if (date instanceof Date && date.getTime() > FIRST_DATE && date.getTime() < LAST_DATE)
    return formatDate(date, settings.emailUseLocaltime);
  throw new ConfigurationError(`clock must give a Date of the years 1901 to 9998; it gave ${describe(String(date))}.`);
}

function messageId(draft: HeaderSource): string {
  return formatMessageId(uniqueId(), senderOf(draft.sender()).address, settings.messageIdDomain);
}
