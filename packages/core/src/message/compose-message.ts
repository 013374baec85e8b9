import { HeaderField } from "../header/field.ts";
import { MimePart } from "../mime/mime-part.ts";
import type { EmailAlternative } from "./email-alternative.ts";
import type { EmailAttachment } from "./email-attachment.ts";
import { type HeaderSource, messageHeaders } from "./message-headers.ts";
import { uniqueId } from "./unique-id.ts";

/** What a message is composed of. */
export interface Composable extends HeaderSource {
  readonly body: string;
  readonly contentSubtype: string;
  readonly alternatives?: readonly EmailAlternative[];
  readonly attachments: readonly EmailAttachment[];
}

/**
 * The MIME tree of a draft: its body as one part, as multipart/alternative, as multipart/mixed, or as one inside the other.
 *
 * @throws InvalidMessageError, BadHeaderError, BadAddressError
 */
export function composeMessage(draft: Composable): MimePart {
  const headers = messageHeaders(draft);
  const { body, contentSubtype, alternatives = [], attachments } = draft;
  const text = { contentType: `text/${contentSubtype}`, content: body };
  if (alternatives.length === 0 && attachments.length === 0) return new MimePart({ ...text, headers });

  const others = alternatives.map(({ content, mimetype }) => new MimePart({ contentType: mimetype, content }));
  const versions = body === "" ? others : [new MimePart(text), ...others];
  if (attachments.length === 0) return multipart("alternative", versions, headers);

  const content = alternatives.length === 0 ? versions : [multipart("alternative", versions)];
  return multipart("mixed", [...content, ...attachments.map(attachmentPart)], headers);
}

function multipart(subtype: string, content: readonly MimePart[], headers: readonly HeaderField[] = []): MimePart {
  // "=_" cannot stand in quoted-printable or base64 (RFC 2045, 6.7).
  return new MimePart({ contentType: `multipart/${subtype}; boundary="=_${uniqueId()}"`, content, headers });
}

function attachmentPart({ filename, content, mimetype }: EmailAttachment): MimePart {
  const parameters: [string, string][] = filename === null ? [] : [["filename", filename]];
  const disposition = HeaderField.parameterized("Content-Disposition", "attachment", parameters);
  return new MimePart({ contentType: mimetype, content, headers: [disposition] });
}
