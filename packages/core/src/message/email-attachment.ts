import { checkOptions } from "../check-options.ts";
import { describe } from "../describe.ts";
import { InvalidMessageError } from "../errors.ts";
import { isPlainObject } from "../is-plain-object.ts";
import { MimePart } from "../mime/mime-part.ts";
import { isNestedMessage } from "../mime/nested-message.ts";
import { type ContentStream, isContentStream, StreamedContent } from "../mime/streamed-content.ts";
import type { EmailMessage } from "./email-message.ts";
import { guessedType } from "./guessed-type.ts";
import { isInOtherCharset, textContent } from "./text-content.ts";

/** What can be attached: text, octets, a Blob or a stream, which is read when the message is sent, or for `message/rfc822` a whole message. */
export type AttachmentContent = string | Uint8Array | ContentStream | EmailMessage | MimePart;

/** What an attachment can have beside its name and its content. */
export interface AttachmentOptions {
  /** @defaultValue guessed from the name, else the Blob's own, else `application/octet-stream` */
  readonly mimetype?: string | null | undefined;
  /**
   * What the HTML says behind `cid:` to show it, such as `logo@example.com`. It then stands beside the HTML, and not
   * among the files (RFC 2387).
   */
  readonly contentId?: string | null | undefined;
}

/** A file of a message, also readable as `[filename, content, mimetype]`. */
export class EmailAttachment {
  /** Null for one without a name. */
  readonly filename: string | null;
  /**
   * Text for `text/*`, unless its octets are of another character set than UTF-8; octets for anything else and of a
   * MimePart; what is read when it is sent; a message for `message/rfc822`.
   */
  readonly content: AttachmentContent;
  /** In the letter case in which it was given. */
  readonly mimetype: string;
  /** What the HTML says behind `cid:` to show it; null for a file. */
  readonly contentId: string | null;
  /** The file's name. */
  readonly 0: string | null;
  /** The content. */
  readonly 1: AttachmentContent;
  /** The media type. */
  readonly 2: string;
  /** What stands in the message as it is, or null for one that is made from the content. */
  readonly part: MimePart | null;

  /**
   * @param part - stands in the message as it is
   * @throws InvalidMessageError if it has From or Message-ID: a message is attached as `message/rfc822`
   */
  constructor(part: MimePart);
  /**
   * @param type - the media type, or options of which it is one; guessed from the name where it is missing.
   *   Octets of a `text/*` type are decoded as UTF-8; octets that are not UTF-8 become `application/octet-stream`. With
   *   the `charset` of another set they stay octets, and the type stays.
   *   What streams is sent as it is, in base64.
   *   A stream is the caller's to close if the message is refused or skipped before it is read; a failure of a stream
   *   of Node is heard from here on, and is thrown when the message is sent.
   * @throws InvalidMessageError if there is no content; BadHeaderError or InvalidMessageError if octets have a malformed
   *   media type with parameters; StreamedContentError for a stream of Node that was read to its end or destroyed, which a
   *   ReadableStream tells nobody; TypeError if the content is none, gives text, or an option does not exist
   */
  constructor(
    filename: string | null | undefined,
    content: AttachmentContent,
    type?: string | AttachmentOptions | null,
  );
  constructor(
    file: MimePart | string | null | undefined,
    given?: AttachmentContent,
    givenType?: string | AttachmentOptions | null,
  ) {
    if (file instanceof MimePart) checkPart(file, given !== undefined || givenType !== undefined);
    const filename = file instanceof MimePart ? file.filename : file;
    const content = file instanceof MimePart ? contentOfPart(file) : given;
    const { mimetype, contentId } =
      file instanceof MimePart ? { mimetype: file.contentType } : optionsOf(filename, givenType);
    check(filename, content, mimetype, contentId);
    const isStream = !isWholeMessage(content) && isContentStream(content);
    const type =
      mimetype ||
      (filename && guessedType(filename)) ||
      (isStream && typeOfBlob(content)) ||
      "application/octet-stream";
    if (isWholeMessage(content) && !(file instanceof MimePart) && !isNestedMessage(type.toLowerCase())) {
      throw new InvalidMessageError(
        `The attachment ${describe(filename)} is a message, whose media type is message/rfc822; got ${describe(type)}.`,
      );
    }
    const isWritten = content instanceof Uint8Array && !(file instanceof MimePart);
    const text = isWritten && !isInOtherCharset(type) ? textContent(content, type) : content;
    const attachment = { filename: filename || null, contentType: type };
    // What cannot be sent is refused at once, and a failure that comes before it is sent is heard.
    if (file instanceof MimePart) file.checkStreams();
    else if (isStream) new StreamedContent(content, attachment).checkAttached();
    this.part = file instanceof MimePart ? file : null;
    this.filename = attachment.filename;
    this.content = text ?? content;
    this.mimetype = text === undefined ? "application/octet-stream" : type;
    this.contentId = contentId ?? null;
    this[0] = this.filename;
    this[1] = this.content;
    this[2] = this.mimetype;
  }

  /**
   * The attachment with what streams read into memory; itself if nothing does. Octets of a `text/*` type that were read
   * are decoded as those that are attached are, while `send()` writes a stream as it is.
   *
   * @throws StreamedContentError if a stream was read before and can be read once; InvalidMessageError if it cannot be
   *   read; TypeError if it gives anything but octets
   */
  async buffered(): Promise<EmailAttachment> {
    const { part, filename, content, mimetype, contentId } = this;
    if (part) return part.isStreamed ? new EmailAttachment(await part.buffered()) : this;
    if (isWholeMessage(content)) {
      const read = await content.buffered();
      return read === content ? this : new EmailAttachment(filename, read, { mimetype, contentId });
    }
    if (!isContentStream(content)) return this;
    const octets = await new StreamedContent(content, { filename, contentType: mimetype }).read();
    return new EmailAttachment(filename, octets, { mimetype, contentId });
  }

  /** The file's name, its content and its media type, as Django's named tuple gives them. */
  *[Symbol.iterator](): Generator<AttachmentContent | null, void, undefined> {
    yield this.filename;
    yield this.content;
    yield this.mimetype;
  }
}

function checkPart(part: MimePart, hasMore: boolean): void {
  if (hasMore) throw new TypeError("A MimePart is attached alone: it has its own content, media type and name.");
  const own = ["From", "Message-ID"].find((name) => part.get(name) !== undefined);
  if (own === undefined) return;
  throw new InvalidMessageError(
    `A part with ${own} is a message, whose headers no reader looks for in a part; attach it by attach("forwarded.eml", part, "message/rfc822").`,
  );
}

function optionsOf(
  filename: string | null | undefined,
  given: string | AttachmentOptions | null | undefined,
): AttachmentOptions {
  if (!isPlainObject(given)) return { mimetype: given as string | null | undefined };
  checkOptions(`The attachment ${describe(filename)}`, given, ["mimetype", "contentId"]);
  return given;
}

function check(
  filename: unknown,
  content: unknown,
  mimetype: unknown,
  contentId: unknown,
): asserts content is AttachmentContent {
  demandText("filename", "an attachment", filename, adviceFor(filename));
  const which = `the attachment ${describe(filename)}`;
  demandText("mimetype", which, mimetype);
  demandText("contentId", which, contentId);
  if (content === undefined || content === null) {
    if (filename === undefined)
      throw new InvalidMessageError("An attachment has a name or null, and a content; got neither.");
    throw new InvalidMessageError(`The ${which.slice(4)} has no content.`);
  }
  if (
    typeof content === "string" ||
    content instanceof Uint8Array ||
    isWholeMessage(content) ||
    isContentStream(content)
  )
    return;
  throw new TypeError(
    `The content of ${which} must be a string, a Uint8Array, a Blob or a stream; got ${describe(content)}.`,
  );
}

function demandText(name: string, of: string, value: unknown, advice = ""): void {
  if (value !== null && value !== undefined && typeof value !== "string")
    throw new TypeError(`The ${name} of ${of} must be a string or null; got ${describe(value)}.${advice}`);
}

/** What was meant by something in the place of the name, with a blank before it. */
function adviceFor(file: unknown): string {
  if (isWholeMessage(file)) return ' A message is attached by attach("forwarded.eml", message, "message/rfc822").';
  if (isContentStream(file) && "name" in file) return " Its name stands first: attach(file.name, file).";
  const isContent = file instanceof Uint8Array || isContentStream(file) || isPlainObject(file);
  return isContent ? " It stands before the content: attach(filename, content)." : "";
}

function isWholeMessage(content: unknown): content is EmailMessage | MimePart {
  return content instanceof MimePart || (typeof content === "object" && content !== null && "recipients" in content);
}

/** What a part shows as the content of its attachment: octets, or itself where they are not known before it is sent. */
function contentOfPart(part: MimePart): Uint8Array | MimePart {
  return part.isStreamed ? part : part.content;
}

function typeOfBlob(content: ContentStream): string | undefined {
  return "type" in content && typeof content.type === "string" ? content.type : undefined;
}
