import { parseMailbox } from "../address/mailbox.ts";
import { splitMailboxList } from "../address/mailbox-list.ts";
import { describe } from "../describe.ts";
import { ConfigurationError, InvalidMessageError } from "../errors.ts";
import { formatDate } from "../header/date.ts";
import { HeaderField } from "../header/field.ts";
import { formatMessageId } from "../header/message-id.ts";
import { settings } from "../settings/settings.ts";
import { mailboxList } from "./check-draft.ts";
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
// A group without members (RFC 5322, 3.4), such as `undisclosed-recipients:;`
const EMPTY_GROUP = /^[\w -]+:\s*;$/;

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
  const generated: readonly (readonly [name: string, make: () => HeaderField | undefined])[] = [
    ["Subject", () => HeaderField.unstructured("Subject", draft.subject)],
    ["From", () => HeaderField.mailboxes("From", [draft.sender()], "fromEmail")],
    ["To", () => mailboxField("To", mailboxList("to", draft.to), "to")],
    ["Cc", () => mailboxField("Cc", mailboxList("cc", draft.cc), "cc")],
    ["Reply-To", () => mailboxField("Reply-To", mailboxList("replyTo", draft.replyTo), "replyTo")],
    ["Date", () => HeaderField.unstructured("Date", currentDate())],
    ["Message-ID", () => HeaderField.unstructured("Message-ID", messageId(draft))],
  ];
  return [
    ...generated.flatMap(([name, make]) => (names.has(name.toLowerCase()) ? [] : (make() ?? []))),
    ...extra.map(([name, value]) => extraField(name, value)),
    HeaderField.unstructured("MIME-Version", "1.0"),
  ];
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
  if (name === "mime-version" || name.startsWith("content-")) {
    throw new InvalidMessageError(
      `headers must not have ${describe(name)}, which is made from the body and the attachments.`,
    );
  }
}

function mailboxField(name: string, mailboxes: readonly string[], option: string): HeaderField | undefined {
  return mailboxes.length === 0 ? undefined : HeaderField.mailboxes(name, mailboxes, option);
}

function extraField(name: string, value: string): HeaderField {
  return MAILBOX_FIELDS.has(name.toLowerCase()) && typeof value === "string" && !EMPTY_GROUP.test(value)
    ? HeaderField.mailboxes(name, splitMailboxList(value))
    : HeaderField.unstructured(name, value);
}

function currentDate(): string {
  const date = settings.clock();
  if (date instanceof Date && !Number.isNaN(date.getTime())) return formatDate(date, settings.emailUseLocaltime);
  throw new ConfigurationError(`clock must give a valid Date; it gave ${describe(String(date))}.`);
}

function messageId(draft: HeaderSource): string {
  return formatMessageId(uniqueId(), parseMailbox(draft.sender(), "fromEmail").address, settings.messageIdDomain);
}
