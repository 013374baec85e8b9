import { controlCharacter } from "../control-character.ts";
import { describe } from "../describe.ts";
import { BadHeaderError, InvalidMessageError } from "../errors.ts";
import { HeaderField } from "../header/field.ts";
import { parseMediaType } from "../header/media-type.ts";
import { checkCharset } from "../mime/charset.ts";
import { MimePart } from "../mime/mime-part.ts";
import { settings } from "../settings/settings.ts";
import { checkAlternatives, checkDraft } from "./check-draft.ts";
import type { EmailAlternative } from "./email-alternative.ts";
import type { AttachmentContent, EmailAttachment } from "./email-attachment.ts";
import { type HeaderSource, messageHeaders } from "./message-headers.ts";
import { isText } from "./text-content.ts";
import { uniqueId } from "./unique-id.ts";

// subtype-name (RFC 6838, 4.2)
const SUBTYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]*$/i;

/** What a message is composed of. */
export interface Composable extends HeaderSource {
  readonly fromEmail: string | null;
  readonly bcc: readonly string[];
  readonly body: string;
  readonly contentSubtype: string;
  readonly encoding: string | null;
  readonly alternatives?: readonly EmailAlternative[];
  readonly attachments: readonly EmailAttachment[];
}

/**
 * The MIME tree of a draft: its body as one part, as multipart/alternative, as multipart/mixed, or as one inside the other.
 *
 * @throws InvalidMessageError, BadHeaderError, BadAddressError, UnsupportedEncodingError;
 *   TypeError if an attribute is of the wrong type
 */
export function composeMessage(draft: Composable): MimePart {
  checkDraft(draft);
  const { body, contentSubtype, alternatives = [], attachments } = draft;
  checkAlternatives(alternatives);
  const charset = draft.encoding ?? settings.defaultCharset;
  if (controlCharacter(charset) !== undefined)
    throw new BadHeaderError(
      `encoding must not contain line breaks or other control characters; got ${describe(charset)}.`,
    );
  checkCharset(charset);
  const headers = messageHeaders(draft);
  const text = { contentType: withCharset(textType(contentSubtype), charset), content: body };
  if (alternatives.length === 0 && attachments.length === 0) return new MimePart({ ...text, headers });

  const others = alternatives.map(
    ({ content, mimetype }) => new MimePart({ contentType: withCharset(mimetype, charset), content }),
  );
  const versions = body === "" ? others : [new MimePart(text), ...others];
  if (attachments.length === 0) return multipart("alternative", versions, headers);

  const content = alternatives.length === 0 ? versions : [multipart("alternative", versions)];
  const files = attachments.map((attachment) => attachment.part ?? attachmentPart(attachment, charset));
  return multipart("mixed", [...content, ...files], headers);
}

function multipart(subtype: string, content: readonly MimePart[], headers: readonly HeaderField[] = []): MimePart {
  // "=_" cannot stand in quoted-printable or base64 (RFC 2045, 6.7).
  return new MimePart({ contentType: `multipart/${subtype}; boundary="=_${uniqueId()}"`, content, headers });
}

function attachmentPart({ filename, content, mimetype }: EmailAttachment, charset: string): MimePart {
  const parameters: [string, string][] = filename === null ? [] : [["filename", filename]];
  const disposition = HeaderField.parameterized("Content-Disposition", "attachment", parameters);
  return new MimePart({
    contentType: withCharset(mimetype, charset),
    content: written(content),
    headers: [disposition],
  });
}

/** @throws BadHeaderError, or InvalidMessageError if it is more than the subtype */
function textType(subtype: string): string {
  const wants = `contentSubtype must be the subtype of text alone, such as "html"; got ${describe(subtype)}.`;
  if (controlCharacter(subtype) !== undefined) throw new BadHeaderError(wants);
  if (!SUBTYPE.test(subtype)) throw new InvalidMessageError(wants);
  return `text/${subtype}`;
}

/** The media type of text with the character set that it is written in, unless it names one. */
function withCharset(mimetype: string, charset: string): string {
  const isNamed = mimetype.includes(";") && parseMediaType(mimetype).parameters.has("charset");
  return isText(mimetype) && !isNamed ? `${mimetype}; charset=${charset}` : mimetype;
}

/** What is attached, as it stands in its part: a whole message as its octets. */
function written(content: AttachmentContent): string | Uint8Array {
  if (typeof content === "string" || content instanceof Uint8Array) return content;
  return (content instanceof MimePart ? content : content.message()).toBytes();
}
