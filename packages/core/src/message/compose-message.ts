import { controlCharacter } from "../control-character.ts";
import { describe } from "../describe.ts";
import { BadHeaderError, InvalidMessageError } from "../errors.ts";
import type { HeaderField } from "../header/field.ts";
import { checkCharset } from "../mime/charset.ts";
import { MimePart, type MimePartOptions } from "../mime/mime-part.ts";
import { remembered } from "../remembered.ts";
import { settings } from "../settings/settings.ts";
import { about } from "./about.ts";
import { attachmentPart } from "./attachment-part.ts";
import { checkAlternatives, checkDraft, refuseSlips } from "./check-draft.ts";
import type { EmailAlternative } from "./email-alternative.ts";
import type { EmailAttachment } from "./email-attachment.ts";
import { type HeaderSource, messageHeaders } from "./message-headers.ts";
import { isHtml, withCharset } from "./text-content.ts";
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
 * The MIME tree of a draft: multipart/mixed where there are files, of the body and them; multipart/alternative where there
 * are alternatives, of the body's versions; multipart/related of the HTML and what it shows. An empty body is left out where
 * there is anything else, so that such a level may hold one part.
 *
 * @throws InvalidMessageError, BadHeaderError, BadAddressError, UnsupportedEncodingError;
 *   TypeError if an attribute is of the wrong type
 */
export function composeMessage(draft: Composable): MimePart {
  refuseSlips(draft);
  checkDraft(draft);
  const { contentSubtype, alternatives = [], attachments } = draft;
  checkAlternatives(alternatives);
  const charset = draft.encoding ?? settings.defaultCharset;
  if (controlCharacter(charset) !== undefined)
    throw new BadHeaderError(
      `encoding must not contain line breaks or other control characters; got ${describe(charset)}.`,
    );
  checkCharset(charset);
  const headers = messageHeaders(draft);
  const others = alternatives.map(({ content, mimetype }, index): Version => {
    const what = (): string => `alternatives[${index}]`;
    return { what, part: { contentType: about(what, () => withCharset(mimetype, charset)), content } };
  });
  const contentType = withCharset(textType(contentSubtype), charset);
  const text: Version = { what: () => "body", part: { contentType, content: draft.body } };
  if (others.length === 0 && attachments.length === 0) return partOf(text, headers);
  const isLeftOut = draft.body === "";
  const versions = isLeftOut ? others : [text, ...others];

  const parts = attachments.map((attachment, index) =>
    about(
      () => `attachments[${index}]${attachment.filename === null ? "" : ` (${describe(attachment.filename)})`}`,
      () => attachmentPart(attachment, charset),
    ),
  );
  const isShown = (index: number): boolean =>
    versions.some(isHtmlVersion) && typeof attachments[index]?.contentId === "string";
  const inline = parts.filter((_part, index) => isShown(index));
  const files = parts.filter((_part, index) => !isShown(index));
  checkDistinct(attachments);
  const body = bodyOf(versions, inline, others.length > 0);
  if (body && files.length === 0) return partOf(body, headers);
  return new MimePart({ ...multipart("mixed", [...(body ? [partOf(body)] : []), ...files]), headers });
}

/** What becomes a version of the body, and what errors call it. */
interface Version {
  readonly what: () => string;
  readonly part: MimePartOptions;
}

function isHtmlVersion({ part }: Version): boolean {
  return isHtml(part.contentType);
}

function partOf({ what, part: { contentType, content } }: Version, headers: readonly HeaderField[] = []): MimePart {
  return about(what, () => new MimePart({ contentType, content, headers }));
}

/** The versions of a body as one part, with what the HTML shows beside it; undefined if there are none. */
function bodyOf(
  versions: readonly Version[],
  inline: readonly MimePart[],
  areAlternatives: boolean,
): Version | undefined {
  const html = inline.length === 0 ? undefined : versions.find(isHtmlVersion);
  // RFC 2387, 3.1: the type is that of the part which the others belong to.
  const related = (version: Version): Version => ({
    what: version.what,
    part: multipart('related; type="text/html"', [partOf(version), ...inline]),
  });
  const shown = versions.map((version) => (version === html ? related(version) : version));
  if (!areAlternatives) return shown[0];
  const parts = shown.map((version) => partOf(version));
  return { what: () => "body", part: multipart("alternative", parts) };
}

function multipart(subtype: string, content: readonly MimePart[]): MimePartOptions {
  // "=_" cannot stand in quoted-printable or base64 (RFC 2045, 6.7).
  return { contentType: `multipart/${subtype}; boundary="=_${uniqueId()}"`, content };
}

/** @throws InvalidMessageError if two attachments have one Content-ID, of which a reader shows either */
function checkDistinct(attachments: readonly EmailAttachment[]): void {
  const ids = attachments.flatMap(({ contentId }) => contentId ?? []);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined)
    throw new InvalidMessageError(`Two attachments have the contentId ${describe(twice)}; each needs its own.`);
}

/** The media type of a body. @throws BadHeaderError, or InvalidMessageError if it is more than the subtype */
const textType = remembered((subtype: string): string => {
  if (SUBTYPE.test(subtype)) return `text/${subtype}`;
  const wants = `contentSubtype must be the subtype of text alone, such as "html"; got ${describe(subtype)}.`;
  throw controlCharacter(subtype) === undefined ? new InvalidMessageError(wants) : new BadHeaderError(wants);
});
