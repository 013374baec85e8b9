import { describe } from "../describe.ts";
import { InvalidMessageError, StreamedContentError } from "../errors.ts";
import { MimePart } from "../mime/mime-part.ts";
import type { EmailMessage } from "./email-message.ts";
import { guessedType } from "./guessed-type.ts";
import { textContent } from "./text-content.ts";

/** What can be attached: text, octets, or for `message/rfc822` a whole message. */
export type AttachmentContent = string | Uint8Array | EmailMessage | MimePart;

/** A file of a message, also readable as `[filename, content, mimetype]`. */
export class EmailAttachment {
  /** Null for one without a name. */
  readonly filename: string | null;
  /** Text for `text/*`; octets for anything else and of a MimePart, or a message for `message/rfc822`. */
  readonly content: AttachmentContent;
  /** In the letter case in which it was given. */
  readonly mimetype: string;
  /** The file's name. */
  readonly 0: string | null;
  /** The content. */
  readonly 1: AttachmentContent;
  /** The media type. */
  readonly 2: string;
  /** What stands in the message as it is, or null for one that is made from the content. */
  readonly part: MimePart | null;

  /** @param part - stands in the message as it is */
  constructor(part: MimePart);
  /**
   * @param mimetype - guessed from the name where it is missing, else `application/octet-stream`.
   *   Octets of a `text/*` type are decoded as UTF-8; octets that are not UTF-8 become `application/octet-stream`.
   * @throws InvalidMessageError if there is no content, StreamedContentError if it is a stream, TypeError if it is neither
   */
  constructor(filename: string | null | undefined, content: AttachmentContent, mimetype?: string | null);
  constructor(file: MimePart | string | null | undefined, given?: AttachmentContent, givenType?: string | null) {
    const isPart = file instanceof MimePart;
    if (isPart && (given !== undefined || givenType !== undefined))
      throw new TypeError("A MimePart is attached alone: it has its own content, media type and name.");
    const filename = isPart ? file.filename : file;
    const content = isPart ? file.content : given;
    const mimetype = isPart ? file.contentType : givenType;
    check(filename, content, mimetype);
    const type = mimetype || (filename && guessedType(filename)) || "application/octet-stream";
    const isMessage = typeof content !== "string" && !(content instanceof Uint8Array);
    if (isMessage && type.toLowerCase() !== "message/rfc822") {
      throw new InvalidMessageError(
        `The attachment ${describe(filename)} is a message, whose media type is message/rfc822; got ${describe(type)}.`,
      );
    }
    const text = isPart || isMessage ? content : textContent(content, type);
    this.part = isPart ? file : null;
    this.filename = filename || null;
    this.content = text ?? content;
    this.mimetype = text === undefined ? "application/octet-stream" : type;
    this[0] = this.filename;
    this[1] = this.content;
    this[2] = this.mimetype;
  }

  /** The file's name, its content and its media type, as Django's named tuple gives them. */
  *[Symbol.iterator](): Generator<AttachmentContent | null, void, undefined> {
    yield this.filename;
    yield this.content;
    yield this.mimetype;
  }
}

function check(filename: unknown, content: unknown, mimetype: unknown): asserts content is AttachmentContent {
  if (filename !== null && filename !== undefined && typeof filename !== "string")
    throw new TypeError(`The filename of an attachment must be a string or null; got ${describe(filename)}.`);
  const which = `attachment ${describe(filename)}`;
  if (mimetype !== null && mimetype !== undefined && typeof mimetype !== "string")
    throw new TypeError(`The mimetype of the ${which} must be a string; got ${describe(mimetype)}.`);
  if (content === undefined || content === null) throw new InvalidMessageError(`The ${which} has no content.`);
  if (typeof content === "string" || content instanceof Uint8Array || isWholeMessage(content)) return;
  const isStream =
    typeof content === "object" &&
    (Symbol.asyncIterator in content || "arrayBuffer" in content || "getReader" in content);
  if (isStream) {
    throw new StreamedContentError(
      `The content of the ${which} is a stream or a Blob, which must be read first: await buffer(stream) of node:stream/consumers, or new Uint8Array(await blob.arrayBuffer()).`,
    );
  }
  throw new TypeError(`The content of the ${which} must be a string or a Uint8Array; got ${describe(content)}.`);
}

function isWholeMessage(content: unknown): boolean {
  return content instanceof MimePart || (typeof content === "object" && content !== null && "recipients" in content);
}
