import { controlCharacter } from "../control-character.ts";
import { describe } from "../describe.ts";
import { BadHeaderError, InvalidMessageError } from "../errors.ts";
import { HeaderField } from "../header/field.ts";
import { parseMediaType } from "../header/media-type.ts";
import { isExtended } from "../header/parameter.ts";
import { MimePart, type MimePartOptions } from "../mime/mime-part.ts";
import type { AttachmentContent, EmailAttachment } from "./email-attachment.ts";
import type { EmailMessage } from "./email-message.ts";
import { withCharset } from "./text-content.ts";

// The left side of a msg-id (RFC 2392, 2), and mostly its right side too
const CONTENT_ID = /^[\w!#$%&'*+/=?^`{|}~.-]+(?:@[\w!#$%&'*+/=?^`{|}~.-]+)?$/;
/** The messages that are being written, one within the other. */
const nesting = new Set<EmailMessage>();
/** Less than the depth of parts, of which a message has up to three levels. */
const DEEPEST = 30;
const LONGEST_CONTENT_ID = 200;
const ASSEMBLED = /^message\/(?:partial|external-body)\b/i;
// Embeddings and overrides (Unicode Bidirectional Algorithm, 2) turn a name around, so that its ending seems another.
const TURNED = /[\u202a-\u202e\u2066-\u2069]/;
/** Such as every reader knows of a parameter: a longer one would be written in the pieces of RFC 2231. */
const LONGEST_FALLBACK = 56;
const LONGEST_ENDING = 11;

/**
 * An attachment as its part: a file, or with a Content-ID something that the HTML shows.
 *
 * @throws InvalidMessageError, BadHeaderError, UnsupportedEncodingError
 */
export function attachmentPart(attachment: EmailAttachment, charset: string): MimePart {
  const { filename, content, contentId, part } = attachment;
  if (part) return part;
  checkName(filename);
  const named: [string, string][] = filename === null ? [] : [["filename", filename]];
  const headers = [
    HeaderField.parameterized("Content-Disposition", contentId === null ? "attachment" : "inline", named),
  ];
  if (contentId !== null) headers.push(contentIdField(contentId));
  const contentType = typeOf(attachment, charset);
  if (ASSEMBLED.test(contentType)) {
    throw new InvalidMessageError(
      `The attachment ${describe(filename)} is a ${contentType}, which a reader would put together with what nobody sent (RFC 2046, 5.2.2 and 5.2.3).`,
    );
  }
  return new MimePart({ contentType, headers, content: written(content) });
}

function typeOf({ filename, content, mimetype }: EmailAttachment, charset: string): string {
  // What streams is written as it is, in whichever character set that may be.
  const isKnown = typeof content === "string" || content instanceof Uint8Array;
  const type = isKnown ? withCharset(mimetype, charset) : mimetype;
  if (filename === null || !isExtended("filename", filename) || hasName(type)) return type;
  return `${type}; name="${fallbackName(filename)}"`;
}

function hasName(mimetype: string): boolean {
  return mimetype.includes(";") && parseMediaType(mimetype).parameters.has("name");
}

/**
 * The name for readers that do not know RFC 2231: plain ASCII without blanks that a reader would drop, and cut to fit.
 * Its ending is that of the name, or none that means anything.
 */
function fallbackName(filename: string): string {
  const dot = filename.lastIndexOf(".");
  const ending =
    dot === -1
      ? ""
      : filename
          .slice(dot)
          .replace(/[^\w.-]/gu, "_")
          .slice(0, LONGEST_ENDING);
  const base = Array.from((dot === -1 ? filename : filename.slice(0, dot)).normalize("NFC"), asciiOf).join("");
  const cut = base
    .replace(/ +/g, " ")
    .trim()
    .slice(0, LONGEST_FALLBACK - ending.length);
  return cut.trimEnd() + ending;
}

/** A letter without its marks, such as `e` of `é`; never a dot, behind which another ending would stand. */
function asciiOf(character: string): string {
  if (/[\w .()-]/.test(character)) return character;
  const plain = character.normalize("NFKD").replace(/\p{M}/gu, "");
  return /^[A-Za-z0-9]+$/.test(plain) ? plain : "_";
}

/** What is attached, as the content of its part: a whole message as the one part of it. */
function written(content: AttachmentContent): MimePartOptions["content"] {
  if (content instanceof MimePart) return [content];
  return typeof content === "object" && "recipients" in content ? [nestedMessage(content)] : content;
}

/** @throws InvalidMessageError for a message that is attached to itself, or to one that is */
function nestedMessage(message: EmailMessage): MimePart {
  if (nesting.has(message) || nesting.size === DEEPEST)
    throw new InvalidMessageError(`Messages are nested at most ${DEEPEST} deep; is one attached to itself?`);
  nesting.add(message);
  try {
    return message.message();
  } finally {
    nesting.delete(message);
  }
}

function contentIdField(contentId: string): HeaderField {
  if (controlCharacter(contentId) === undefined && CONTENT_ID.test(contentId) && contentId.length <= LONGEST_CONTENT_ID)
    return HeaderField.unstructured("Content-ID", `<${contentId}>`);
  const wants = `contentId is what stands behind "cid:" in the HTML, such as "logo@example.com", of at most ${LONGEST_CONTENT_ID} characters and without angle brackets; got ${describe(contentId)}.`;
  throw controlCharacter(contentId) === undefined ? new InvalidMessageError(wants) : new BadHeaderError(wants);
}

function checkName(filename: string | null): void {
  if (filename === null) return;
  if (filename.trim() === "")
    throw new InvalidMessageError(`The filename ${describe(filename)} is blank; give null for a file without a name.`);
  if (TURNED.test(filename)) {
    throw new InvalidMessageError(
      `The filename ${describe(filename)} holds a character that turns the direction of its text, which hides how it ends.`,
    );
  }
}
