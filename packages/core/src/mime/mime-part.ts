import { describe } from "../describe.ts";
import { InvalidMessageError, UnsupportedFeatureError } from "../errors.ts";
import { HeaderField } from "../header/field.ts";
import { type MediaType, parseMediaType } from "../header/media-type.ts";
import { encodeText } from "./charset.ts";
import { withCrlf } from "./line-breaks.ts";
import { chooseTextEncoding, encodeContent, is7bit, type TransferEncoding } from "./transfer-encoding.ts";

/** What a part is made of. */
export interface MimePartOptions {
  /** A media type, with parameters if it needs them; text is written in its `charset`, else in utf-8; multiparts get a boundary. */
  readonly contentType: string;
  /** Further fields, which stand before the part's own `Content-Type` and `Content-Transfer-Encoding`. */
  readonly headers?: Iterable<HeaderField>;
  /** Text, octets (which must not change afterwards), or the children of a multipart. */
  readonly content: string | Uint8Array | readonly MimePart[];
  /** @defaultValue 7bit where that is legal, else the shorter of quoted-printable and base64; base64 for octets that are no text */
  readonly transferEncoding?: TransferEncoding;
}

const encoder = new TextEncoder();
// bchars (RFC 2046, 5.1.1)
const BOUNDARY = /^(?!.*=\?)[\w'()+,./:=? -]{0,69}[\w'()+,./:=?-]$/;
const OWN_FIELDS = ["content-type", "content-transfer-encoding", "mime-version"];
const CRLF = encoder.encode("\r\n");

/** An immutable MIME entity (RFC 2045, 2.4): a message, or a part of one. */
export class MimePart {
  /** The media type in lower case, without parameters. */
  readonly contentType: string;
  /** Every field of the part, in the order of the wire. */
  readonly headers: readonly HeaderField[];
  /** The parts of a multipart; otherwise empty. */
  readonly children: readonly MimePart[];
  /** The content before its transfer encoding; text has CRLF line breaks. Empty for a multipart. */
  readonly content: Uint8Array;
  /** The encoding that the content has on the wire. */
  readonly transferEncoding: TransferEncoding;
  readonly #boundary: string;

  /** @throws InvalidMessageError, BadHeaderError, UnsupportedFeatureError, UnsupportedEncodingError */
  constructor({ contentType, headers = [], content, transferEncoding }: MimePartOptions) {
    const mediaType = parseMediaType(contentType);
    const isMultipart = mediaType.type.startsWith("multipart/");
    const children = typeof content === "string" || content instanceof Uint8Array ? [] : childrenOf(mediaType, content);
    if (isMultipart && children.length === 0) {
      throw new InvalidMessageError(
        `The content of a ${mediaType.type} is an array of at least one part (RFC 2046, 5.1).`,
      );
    }
    this.contentType = mediaType.type;
    this.children = children;
    const parameters = new Map(mediaType.parameters);
    if (mediaType.type.startsWith("text/") && typeof content === "string")
      parameters.set("charset", (parameters.get("charset") ?? "utf-8").toLowerCase());
    this.content =
      children.length > 0 ? new Uint8Array() : contentOf(mediaType, content as string | Uint8Array, parameters);
    this.transferEncoding = isMultipart ? "7bit" : encodingOf(mediaType, this.content, transferEncoding);
    if (isMultipart) parameters.set("boundary", parameters.get("boundary") ?? `=_${crypto.randomUUID()}`);
    this.#boundary = parameters.get("boundary") ?? "";
    if (isMultipart && !BOUNDARY.test(this.#boundary)) {
      throw new InvalidMessageError(
        `A boundary has 1 to 70 characters (RFC 2046, 5.1.1); got ${describe(this.#boundary)}.`,
      );
    }
    // RFC 2046, 5.1.2: a part that had its parent's boundary would end it.
    if (children.some((child) => [...child.walk()].some((part) => isMultipart && part.#boundary === this.#boundary))) {
      throw new InvalidMessageError(
        `The boundary ${describe(this.#boundary)} stands in a part and in a part of it; each needs its own.`,
      );
    }
    const own = [HeaderField.parameterized("Content-Type", mediaType.type, parameters)];
    if (!isMultipart) own.push(HeaderField.unstructured("Content-Transfer-Encoding", this.transferEncoding));
    this.headers = [...headers, ...own];
    const wrong = this.headers.find((field) => !HeaderField.isGenuine(field));
    if (wrong !== undefined) throw new TypeError(`headers must be made of HeaderFields; got ${describe(wrong)}.`);
    const names = this.headers.map(({ name }) => name.toLowerCase());
    const twice = OWN_FIELDS.find((name) => names.indexOf(name) !== names.lastIndexOf(name));
    if (twice !== undefined)
      throw new InvalidMessageError(
        `A part has one ${twice}, which is made from its content; leave it out of headers.`,
      );
    Object.freeze(this.headers);
    Object.freeze(this.children);
    Object.freeze(this);
  }

  /** Whether a value was made by this class, and by none that extends it: what else writes itself may write anything. */
  static isGenuine(value: unknown): value is MimePart {
    return (
      typeof value === "object" &&
      value !== null &&
      #boundary in value &&
      Object.getPrototypeOf(value) === MimePart.prototype
    );
  }

  /** The decoded value of the first field of that name, in any letter case. */
  get(name: string): string | undefined {
    return this.headers.find((field) => field.name.toLowerCase() === name.toLowerCase())?.value;
  }

  /** The name of the file that the part is, or null (RFC 2183, 2.3). */
  get filename(): string | null {
    const field = this.headers.find(({ name }) => name.toLowerCase() === "content-disposition");
    return field?.parameters.get("filename") ?? null;
  }

  /** The part and every part below it, in the order of the wire. */
  *walk(): Generator<MimePart, void, undefined> {
    yield this;
    for (const child of this.children) yield* child.walk();
  }

  /** The part as it stands on the wire, with CRLF line breaks and one at its end. */
  toBytes(): Uint8Array<ArrayBuffer> {
    const pieces: Uint8Array[] = [];
    this.#write(pieces);
    const last = pieces.at(-1);
    if (last === undefined || last.at(-1) !== 0x0a) pieces.push(CRLF);
    const bytes = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
    let offset = 0;
    for (const piece of pieces) {
      bytes.set(piece, offset);
      offset += piece.length;
    }
    return bytes;
  }

  /** The part as it stands on the wire, as text. */
  toString(): string {
    return new TextDecoder().decode(this.toBytes());
  }

  #write(pieces: Uint8Array[]): void {
    pieces.push(encoder.encode(`${this.headers.join("")}\r\n`));
    if (this.children.length === 0) {
      pieces.push(encodeContent(this.content, this.transferEncoding));
      return;
    }
    // RFC 2046, 5.1.1: the line break before a delimiter belongs to the delimiter.
    this.children.forEach((child, index) => {
      pieces.push(encoder.encode(`${index === 0 ? "" : "\r\n"}--${this.#boundary}\r\n`));
      child.#write(pieces);
    });
    pieces.push(encoder.encode(`\r\n--${this.#boundary}--\r\n`));
  }
}

function childrenOf({ type }: MediaType, content: readonly MimePart[]): readonly MimePart[] {
  if (!Array.isArray(content) || !content.every((child) => MimePart.isGenuine(child))) {
    throw new TypeError(
      `The content of a ${type} part must be a string, a Uint8Array or an array of MimeParts; got ${describe(content)}.`,
    );
  }
  if (!type.startsWith("multipart/"))
    throw new InvalidMessageError(`Only a multipart has parts; got them for ${type}.`);
  return [...content];
}

function contentOf(
  { type }: MediaType,
  content: string | Uint8Array,
  parameters: ReadonlyMap<string, string>,
): Uint8Array {
  // A nested message stands as it is (RFC 2046, 5.2.1), and a file of one has the line breaks of its system.
  if (typeof content !== "string") return type === "message/rfc822" ? withCrlf(content) : content;
  if (!content.isWellFormed()) {
    throw new InvalidMessageError(
      `The text of a ${type} part holds half of a surrogate pair, which no encoding can carry.`,
    );
  }
  // RFC 2046, 4.1.1: the canonical line break of text is CRLF; other strings are data and stay as they are.
  const written = /^(?:text|message)\//.test(type) ? content.replace(/\r\n|\r|\n/g, "\r\n") : content;
  return type.startsWith("text/") ? encodeText(written, parameters.get("charset") ?? "utf-8") : encoder.encode(written);
}

function encodingOf({ type }: MediaType, octets: Uint8Array, wanted: TransferEncoding | undefined): TransferEncoding {
  if (type.startsWith("message/")) {
    // RFC 2046, 5.2.1: a nested message is never encoded.
    if (is7bit(octets) && (wanted ?? "7bit") === "7bit") return "7bit";
    throw new UnsupportedFeatureError(
      `A nested ${type} must be plain ASCII with CRLF line breaks and lines of at most 998 octets.`,
    );
  }
  if (wanted === undefined) return type.startsWith("text/") ? chooseTextEncoding(octets) : "base64";
  if (wanted === "quoted-printable" || wanted === "base64" || (wanted === "7bit" && is7bit(octets))) return wanted;
  throw new InvalidMessageError(
    `The content of a ${type} part cannot be sent as ${describe(wanted)}; use quoted-printable or base64.`,
  );
}
