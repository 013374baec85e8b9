import { EmailMessage, EmailMultiAlternatives } from "@posthorn/core";
import { inspected } from "../inspected.ts";
import { sendingOf } from "../outbox/sent-by.ts";
import type { ReceivedField, ReceivedMail, ReceivedMailbox } from "../received-mail.ts";

/** A message, sent or not, or a mail that arrived. */
export type Mail = EmailMessage | ReceivedMail;

/** One version of a mail's body. */
interface Version {
  readonly mimetype: string;
  readonly content: string;
}

/** A file of a mail. */
export interface MailFile {
  readonly filename: string | null;
  readonly mimetype: string;
  readonly content: unknown;
  readonly contentId: string | null;
}

/** What a mail says, whichever kind of mail it is. */
export interface MailContent<Kind extends Mail = Mail> {
  readonly mail: Kind;
  readonly subject: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly recipients: readonly string[];
  readonly replyTo: readonly string[];
  /** The body and every text alternative, in the order of the mail. */
  readonly versions: readonly Version[];
  /** The attribute `body` of a message; the text of a mail that arrived, or its HTML. */
  readonly body: string;
  readonly text: string | null;
  readonly html: string | null;
  /** As they stand on the wire, decoded; of a message that was not sent they are made for this. */
  headers(): readonly ReceivedField[];
  readonly attachments: readonly MailFile[];
  readonly mailer: string | null;
}

/** Whether a value is a message, or a mail that arrived. */
export function isMail(value: unknown): value is Mail {
  return value instanceof EmailMessage || isReceived(value);
}

function isReceived(value: unknown): value is ReceivedMail {
  return typeof value === "object" && value !== null && "source" in value && value.source instanceof Uint8Array;
}

/** What a mail says. */
export function contentOf<Kind extends Mail>(mail: Kind): MailContent<Kind> {
  return { mail, ...(mail instanceof EmailMessage ? contentOfMessage(mail) : contentOfReceived(mail)) };
}

/**
 * What a mail says that a person is to read.
 *
 * @param reader - who reads it, such as `links()`
 * @throws TypeError for anything but a mail
 */
export function contentRead(reader: string, mail: Mail | undefined): MailContent {
  if (isMail(mail)) return contentOf(mail);
  const advice = mail === undefined ? ". If that is an element of an outbox: nothing was sent there" : "";
  throw new TypeError(`${reader} reads a message, such as outbox[0]; got ${inspected(mail)}${advice}.`);
}

type Said = Omit<MailContent, "mail">;

function contentOfMessage(message: EmailMessage): Said {
  const alternatives = message instanceof EmailMultiAlternatives ? message.alternatives : [];
  const texts = alternatives.flatMap(({ content, mimetype }) =>
    typeof content === "string" && /^text\//i.test(mimetype) ? [{ mimetype, content }] : [],
  );
  const versions = [{ mimetype: `text/${message.contentSubtype}`, content: message.body }, ...texts];
  const { subject, body, to, cc, bcc, replyTo, attachments } = message;
  return {
    subject,
    body,
    to,
    cc,
    bcc,
    replyTo,
    attachments,
    versions,
    from: [authorOf(message)],
    recipients: message.recipients(),
    text: versionOf(versions, /^text\/plain\s*(?:;|$)/i),
    html: versionOf(versions, /^text\/html\s*(?:;|$)/i),
    headers: () => (sendingOf(message)?.mime ?? message.message()).headers,
    mailer: sendingOf(message)?.mailer ?? null,
  };
}

/** An empty version stands on the wire where there is no other. */
function versionOf(versions: readonly Version[], type: RegExp): string | null {
  const isThere = ({ mimetype, content }: Version): boolean =>
    type.test(mimetype) && (content !== "" || versions.length === 1);
  return versions.find(isThere)?.content ?? null;
}

/** Whom the header From names: an outbox remembers it, though the settings may have changed since. */
function authorOf(message: EmailMessage): string {
  const [, header] = Object.entries(message.extraHeaders).find(([name]) => name.toLowerCase() === "from") ?? [];
  return header ?? (message.fromEmail || sendingOf(message)?.mime.get("From") || message.sender());
}

function contentOfReceived({ subject, envelope, headers, attachments, text, html, ...mail }: ReceivedMail): Said {
  const named = [...mail.to, ...mail.cc];
  const header = (address: string): ReceivedMailbox | undefined =>
    named.find((mailbox) => mailbox.address.toLowerCase() === address.toLowerCase());
  const versions = [
    { mimetype: "text/plain", content: text },
    { mimetype: "text/html", content: html },
  ];
  return {
    subject,
    text,
    html,
    attachments,
    from: mail.from.map(shownMailbox),
    to: mail.to.map(shownMailbox),
    cc: mail.cc.map(shownMailbox),
    // Whom SMTP names and no header does.
    bcc: envelope.to.filter((address) => header(address) === undefined),
    recipients: envelope.to.map((address) => shownMailbox(header(address) ?? { name: "", address })),
    replyTo: mail.replyTo.map(shownMailbox),
    versions: versions.flatMap(({ mimetype, content }) => (content === null ? [] : [{ mimetype, content }])),
    body: text ?? html ?? "",
    headers: () => headers,
    mailer: null,
  };
}

/** A mailbox as it is written (RFC 5322, 3.4). */
function shownMailbox({ name, address }: ReceivedMailbox): string {
  if (name === "") return address;
  const phrase = /[()<>[\]:;@\\,."]/.test(name) ? `"${name.replace(/["\\]/g, "\\$&")}"` : name;
  return `${phrase} <${address}>`;
}
