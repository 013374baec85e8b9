import { type Mailbox, parseMailbox } from "../address/mailbox.ts";
import { parseMailboxList } from "../address/mailbox-list.ts";
import { InvalidMessageError } from "../errors.ts";
import { formatDate } from "../header/date.ts";
import { HeaderField } from "../header/field.ts";
import { createMessageId } from "../header/message-id.ts";
import { MimePart } from "../mime/mime-part.ts";
import { settings } from "../settings.ts";
import type { EmailAlternative } from "./email-alternative.ts";
import type { EmailAttachment } from "./email-attachment.ts";

/** What a message is composed of. */
export interface Composable {
  readonly subject: string;
  readonly body: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly replyTo: readonly string[];
  readonly extraHeaders: Readonly<Record<string, string>>;
  readonly attachments: readonly EmailAttachment[];
  readonly alternatives?: readonly EmailAlternative[];
  readonly contentSubtype: string;
  sender(): string;
}

const MAILBOX_FIELDS = new Set(["from", "sender", "to", "cc", "reply-to"]);
/** What a draft's extra headers may replace. */
const REPLACEABLE = new Set(["from", "to", "cc", "reply-to", "date", "message-id"]);

/**
 * The MIME tree of a draft: its headers, and its body as one part, as multipart/alternative, as multipart/mixed or as both.
 *
 * @throws InvalidMessageError, BadHeaderError, BadAddressError
 */
export function composeMessage(draft: Composable): MimePart {
  const headers = headersOf(draft);
  const alternatives = (draft.alternatives ?? []).map(({ content, mimetype }) => ({ contentType: mimetype, content }));
  const body = { contentType: `text/${draft.contentSubtype}`, content: draft.body };
  const hasOthers = alternatives.length > 0 || draft.attachments.length > 0;
  const versions = draft.body === "" && hasOthers ? alternatives : [body, ...alternatives];

  if (draft.attachments.length === 0 && alternatives.length === 0) return new MimePart({ ...body, headers });
  if (draft.attachments.length === 0)
    return multipart(
      "alternative",
      versions.map((part) => new MimePart(part)),
      headers,
    );
  const content =
    alternatives.length === 0
      ? versions.map((part) => new MimePart(part))
      : [
          multipart(
            "alternative",
            versions.map((part) => new MimePart(part)),
          ),
        ];
  return multipart("mixed", [...content, ...draft.attachments.map(attachmentPart)], headers);
}

function multipart(subtype: string, content: readonly MimePart[], headers: readonly HeaderField[] = []): MimePart {
  // "=_" cannot stand in quoted-printable or base64 (RFC 2045, 6.7).
  return new MimePart({ contentType: `multipart/${subtype}; boundary="=_${settings.idSource()}"`, content, headers });
}

function attachmentPart({ filename, content, mimetype }: EmailAttachment): MimePart {
  const disposition = HeaderField.parameterized(
    "Content-Disposition",
    "attachment",
    filename === null ? [] : [["filename", filename]],
  );
  return new MimePart({ contentType: mimetype, content, headers: [disposition] });
}

function headersOf(draft: Composable): readonly HeaderField[] {
  const extra = Object.entries(draft.extraHeaders);
  const names = new Set<string>();
  for (const [name] of extra) {
    refuseReserved(name.toLowerCase());
    // RFC 5322, 3.6: at most one of each.
    if (REPLACEABLE.has(name.toLowerCase()) && names.has(name.toLowerCase())) {
      throw new InvalidMessageError(`headers has ${name} twice, in different letter case; a message can have one.`);
    }
    names.add(name.toLowerCase());
  }
  const sender = parseMailbox(draft.sender(), "fromEmail");
  const generated = [
    HeaderField.unstructured("Subject", draft.subject),
    ...(names.has("from") ? [] : [HeaderField.mailboxes("From", [sender])]),
    ...mailboxField("To", "to", draft.to, names),
    ...mailboxField("Cc", "cc", draft.cc, names),
    ...mailboxField("Reply-To", "replyTo", draft.replyTo, names),
    ...(names.has("date") ? [] : [HeaderField.unstructured("Date", formatDate(settings.clock()))]),
    ...(names.has("message-id")
      ? []
      : [
          HeaderField.unstructured(
            "Message-ID",
            createMessageId(settings.idSource(), sender.address, settings.messageIdDomain),
          ),
        ]),
  ];
  return [...generated, ...extra.map(extraField), HeaderField.unstructured("MIME-Version", "1.0")];
}

function refuseReserved(name: string): void {
  if (name === "bcc")
    throw new InvalidMessageError("headers must not have Bcc, which every recipient would see; use the option bcc.");
  if (name === "subject")
    throw new InvalidMessageError("headers must not have Subject, of which a message has one; use the option subject.");
  if (name === "mime-version" || name.startsWith("content-")) {
    throw new InvalidMessageError(`headers must not have ${name}, which is made from the body and the attachments.`);
  }
}

function mailboxField(
  header: string,
  option: string,
  mailboxes: readonly string[],
  replaced: ReadonlySet<string>,
): HeaderField[] {
  if (mailboxes.length === 0 || replaced.has(header.toLowerCase())) return [];
  return [
    HeaderField.mailboxes(
      header,
      mailboxes.map((text): Mailbox => parseMailbox(text, option)),
    ),
  ];
}

function extraField([name, value]: readonly [string, string]): HeaderField {
  return MAILBOX_FIELDS.has(name.toLowerCase()) && typeof value === "string"
    ? HeaderField.mailboxes(name, parseMailboxList(value, name))
    : HeaderField.unstructured(name, value);
}
