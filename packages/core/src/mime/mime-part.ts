import { checkOptions } from "../check-options.ts";
import { describe } from "../describe.ts";
import { InvalidMessageError, StreamedContentError, UnsupportedFeatureError } from "../errors.ts";
import { HeaderField } from "../header/field.ts";
import { checkSeparated } from "./boundary.ts";
import { childrenOf } from "./children.ts";
import { contentTypeOf } from "./content-type.ts";
import { furtherFields, withoutFields } from "./further-fields.ts";
import { contentOf, type LeafContent, octetsOf } from "./leaf-content.ts";
import { checkIdleTimeout } from "./line-timer.ts";
import { isEncodable } from "./nested-message.ts";
import { addContent, addText, areKnown, joined, type Piece, sizeOf, streamed } from "./pieces.ts";
import { type ContentStream, StreamedContent } from "./streamed-content.ts";
import type { TransferEncoding } from "./transfer-encoding.ts";

/** What a part is made of. */
export interface MimePartOptions {
  /** A media type, with parameters if it needs them; a string is written in its `charset`, else in utf-8; multiparts get a boundary. */
  readonly contentType: string;
  /** Parameters beside those that stand in `contentType`, whose values need no quotes here and may be beyond ASCII. */
  readonly parameters?: Iterable<readonly [name: string, value: string]>;
  /** Further fields, which stand before the part's own `Content-Type` and `Content-Transfer-Encoding`. */
  readonly headers?: Iterable<HeaderField>;
  /** Text, octets, what is read when the part is sent, the children of a multipart, or the one message of a `message/rfc822`. */
  readonly content: string | Uint8Array | ContentStream | readonly MimePart[];
  /**
   * What has no octets is base64 instead of quoted-printable. Parts and messages are never encoded, but a message/global.
   *
   * @defaultValue 7bit where that is legal, else the shorter of quoted-printable and base64; base64 for what is no text,
   *   streams or is empty; for a message, such as message/rfc822, what its octets are, 7bit or 8bit
   */
  readonly transferEncoding?: TransferEncoding;
}

const OPTIONS: readonly (keyof MimePartOptions)[] = [
  "contentType",
  "parameters",
  "headers",
  "content",
  "transferEncoding",
];
/** Readers give up on parts that are nested much deeper, or worse. */
const DEEPEST = 100;
const ENCODING_FIELDS: Readonly<Record<TransferEncoding, HeaderField>> = {
  "7bit": HeaderField.unstructured("Content-Transfer-Encoding", "7bit"),
  "8bit": HeaderField.unstructured("Content-Transfer-Encoding", "8bit"),
  "quoted-printable": HeaderField.unstructured("Content-Transfer-Encoding", "quoted-printable"),
  base64: HeaderField.unstructured("Content-Transfer-Encoding", "base64"),
};
const LF = 0x0a;

/** An immutable MIME entity (RFC 2045, 2.4): a message, or a part of one. */
export class MimePart {
  /** The media type in lower case, without parameters. */
  readonly contentType: string;
  /** Every field of the part, in the order of the wire. */
  readonly headers: readonly HeaderField[];
  /** The parts of a multipart, or the message of a `message/rfc822` that was made with one; otherwise empty. */
  readonly children: readonly MimePart[];
  /** The encoding that the content has on the wire; where there are children 7bit or 8bit, as they are. */
  readonly transferEncoding: TransferEncoding;
  /** Of what a changed copy is made. */
  readonly #given: MimePartOptions["content"];
  readonly #parameters: ReadonlyMap<string, string>;
  readonly #wanted: TransferEncoding | undefined;
  readonly #boundary: string | undefined;
  readonly #content: LeafContent | StreamedContent | undefined;
  readonly #depth: number;

  /**
   * @throws InvalidMessageError, BadHeaderError, UnsupportedFeatureError, UnsupportedEncodingError;
   *   TypeError for an option that does not exist, or that is of the wrong type
   */
  constructor(options: MimePartOptions) {
    checkOptions("MimePart", options, OPTIONS);
    const { contentType, parameters: added, headers = [], content, transferEncoding } = options;
    const { type, parameters, field } = contentTypeOf(contentType, added, typeof content === "string");
    this.contentType = type;
    this.children = childrenOf(type, content, MimePart.isGenuine);
    this.#content = this.children.length > 0 ? undefined : contentOf(type, parameters, content, transferEncoding, this);
    this.#boundary = type.startsWith("multipart/") ? parameters.get("boundary") : undefined;
    this.transferEncoding = this.#content?.encoding ?? this.#encodingOfChildren(transferEncoding);
    this.#depth = 1 + this.children.reduce((deepest, child) => Math.max(deepest, child.#depth), 0);
    if (this.#depth > DEEPEST)
      throw new InvalidMessageError(`Parts are nested at most ${DEEPEST} deep, which readers stand.`);
    if (this.#boundary !== undefined) checkSeparated(this.#boundary, this.#separated());
    const fields = furtherFields(headers);
    fields.push(field);
    // RFC 2045, 6.1: 7bit goes without saying, which is how multiparts are written.
    if (this.#boundary === undefined || this.transferEncoding !== "7bit")
      fields.push(ENCODING_FIELDS[this.transferEncoding]);
    this.headers = Object.freeze(fields);
    this.#given = this.#content === undefined ? this.children : kept(content, this.#content);
    this.#parameters = parameters;
    this.#wanted = transferEncoding;
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

  /**
   * The part with changes: what they leave out stays, boundaries too. A `contentType` brings its own parameters, and
   * `parameters` replace all that there are; a multipart whose boundary is not among them gets a new one.
   *
   * @param changes - `headers` replace all further fields; the part's own among them, as in `[...part.headers, field]`, are
   *   made anew
   * @throws what the constructor throws
   */
  with(changes: Partial<MimePartOptions>): MimePart {
    checkOptions("with()", changes, OPTIONS);
    const { contentType = this.contentType, headers = this.headers, content = this.#given } = changes;
    // The field shows them in quotes, of which a parser would make other values.
    const { parameters = changes.contentType === undefined ? this.#parameters : [] } = changes;
    const { transferEncoding = this.#wanted } = changes;
    const own = this.headers.findIndex(({ name }) => name.toLowerCase() === "content-type");
    return new MimePart({
      contentType,
      parameters,
      headers: withoutFields(headers, this.headers.slice(own)),
      content,
      ...(transferEncoding === undefined ? {} : { transferEncoding }),
    });
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

  /**
   * A copy of the content before its transfer encoding. Text that was given as a string has CRLF line breaks, as a nested
   * message always has; other octets are as they were given. Empty where there are children.
   *
   * @throws StreamedContentError if it streams
   */
  get content(): Uint8Array<ArrayBuffer> {
    if (this.#content instanceof StreamedContent) throw needsStream();
    return this.#content ? new Uint8Array(octetsOf(this.#content)) : new Uint8Array();
  }

  /** Whether a content of the tree is read when it is sent, so that `stream()` alone gives the octets. */
  get isStreamed(): boolean {
    return this.#content instanceof StreamedContent || this.children.some((child) => child.isStreamed);
  }

  /** Whether it can be written again and again: nothing in it is a stream that can be read once. */
  get isRepeatable(): boolean {
    if (this.#content instanceof StreamedContent) return this.#content.isReopenable;
    return this.children.every((child) => child.isRepeatable);
  }

  /** Whether octets beyond ASCII stand in it as they are, for which a server needs 8BITMIME (RFC 6152). */
  get is8bit(): boolean {
    return this.transferEncoding === "8bit" || this.isUtf8;
  }

  /**
   * Whether a server needs SMTPUTF8 (RFC 6531): fields of the part or of one below it are not ASCII, or octets of a
   * message/global stand in it as they are (RFC 6532, 3.7).
   */
  get isUtf8(): boolean {
    const isGlobal = this.contentType === "message/global" && this.#content?.encoding === "8bit";
    return isGlobal || !this.headers.every(({ isAscii }) => isAscii) || this.children.some((part) => part.isUtf8);
  }

  /** The part and every part below it, in the order of the wire. */
  *walk(): Generator<MimePart, void, undefined> {
    yield this;
    for (const child of this.children) yield* child.walk();
  }

  /**
   * The part as it stands on the wire, with CRLF line breaks and one at its end.
   *
   * @throws StreamedContentError if a content of it streams
   */
  toBytes(): Uint8Array<ArrayBuffer> {
    const pieces = this.#pieces();
    if (areKnown(pieces)) return joined(pieces);
    throw needsStream();
  }

  /**
   * The part as it stands on the wire, as text. Octets that are not UTF-8, which 8bit messages may have, become U+FFFD.
   *
   * @throws StreamedContentError if a content of it streams
   */
  toString(): string {
    return new TextDecoder().decode(this.toBytes());
  }

  /**
   * The octets of `toBytes()`, in chunks; what streams is read meanwhile, and ended by `return()` or `throw()`, though it
   * gives nothing. Its own end is waited for no longer than 250 ms.
   *
   * @param options - `idleTimeoutMs`: how long what streams may take for its next 57 octets, a line of base64, in ms; for
   *   ever if it is missing
   * @throws StreamedContentError if a stream was read before and can be read once; InvalidMessageError if one cannot be
   *   read, or too little came in time; TypeError if it gives anything but octets; at once for an option that does not
   *   exist, or an `idleTimeoutMs` that is not above 0 and up to 2147483647
   */
  stream(options: { readonly idleTimeoutMs?: number } = {}): AsyncGenerator<Uint8Array, void, undefined> {
    checkOptions("stream()", options, ["idleTimeoutMs"]);
    checkIdleTimeout(options.idleTimeoutMs);
    return streamed(this.#pieces(), options.idleTimeoutMs);
  }

  /**
   * The part with what streams read into memory; itself if nothing does.
   *
   * @throws what `stream()` throws
   */
  async buffered(): Promise<MimePart> {
    if (!this.isStreamed) return this;
    const content = this.#content;
    if (content instanceof StreamedContent)
      return this.with({ content: await content.read(), transferEncoding: "base64" });
    const children: MimePart[] = [];
    for (const child of this.children) children.push(await child.buffered());
    return this.with({ content: children });
  }

  /** How many octets `stream()` gives; undefined where that is not known before. */
  get size(): number | undefined {
    return sizeOf(this.#pieces(), !this.is8bit);
  }

  /**
   * Makes sure that the part can be written.
   *
   * @throws StreamedContentError if a stream, which can be read once, was read before or stands in it twice
   */
  checkStreams(): void {
    const sources = new Set<ContentStream>();
    for (const part of this.walk()) {
      if (!(part.#content instanceof StreamedContent)) continue;
      part.#content.check(sources);
    }
  }

  #pieces(): readonly Piece[] {
    const pieces: Piece[] = [];
    this.#write(pieces);
    const last = pieces.at(-1);
    const isEnded =
      typeof last === "string" ? last.endsWith("\n") : !(last instanceof Uint8Array) || last.at(-1) === LF;
    if (isEnded) return pieces;
    // A soft break says that the line break is none of the content (RFC 2045, 6.7), which text does not mind.
    const { transferEncoding, contentType } = this.#lastLeaf();
    const isData = transferEncoding === "quoted-printable" && !contentType.startsWith("text/");
    addText(pieces, isData ? "=\r\n" : "\r\n");
    return pieces;
  }

  /** The part whose content ends what is written, or the multipart whose delimiter does. */
  #lastLeaf(): MimePart {
    const [nested] = this.#boundary === undefined ? this.children : [];
    return nested ? nested.#lastLeaf() : this;
  }

  #write(pieces: Piece[]): void {
    let head = "";
    for (const field of this.headers) head += field.toString();
    addText(pieces, `${head}\r\n`);
    const content = this.#content;
    if (content instanceof StreamedContent) pieces.push(content);
    else if (content) addContent(pieces, content);
    else if (this.#boundary === undefined) for (const child of this.children) child.#write(pieces);
    else this.#writeParts(pieces, this.#boundary);
  }

  #writeParts(pieces: Piece[], boundary: string): void {
    // RFC 2046, 5.1.1: the line break before a delimiter belongs to the delimiter.
    this.children.forEach((child, index) => {
      addText(pieces, `${index === 0 ? "" : "\r\n"}--${boundary}\r\n`);
      child.#write(pieces);
    });
    addText(pieces, `\r\n--${boundary}--\r\n`);
  }

  /** RFC 2045, 6.4: what holds 8bit parts is 8bit itself, and nothing that has parts is encoded. */
  #encodingOfChildren(wanted: TransferEncoding | undefined): TransferEncoding {
    const encoding = this.children.some((child) => child.is8bit) ? "8bit" : "7bit";
    if (this.contentType === "message/rfc822" && this.children.some((child) => child.#hasUtf8Fields())) {
      throw new UnsupportedFeatureError(
        "A nested message with a header beyond ASCII, such as an address, is message/global (RFC 6532, 3.7), not message/rfc822.",
      );
    }
    if (wanted === undefined || wanted === encoding) return encoding;
    throw new InvalidMessageError(
      `What has parts is never encoded (RFC 2045, 6.4), and this ${this.contentType} is ${encoding}; got ${describe(wanted)}.${isEncodable(this.contentType) ? " Give the octets of its message to encode them." : ""}`,
    );
  }

  /** Whether it is a message/global, were it nested: a message in it is another one (RFC 6532, 3.7). */
  #hasUtf8Fields(): boolean {
    if (!this.headers.every(({ isAscii }) => isAscii)) return true;
    return this.#boundary !== undefined && this.children.some((part) => part.#hasUtf8Fields());
  }

  /** What stands between the delimiters, where it may begin like one: what is not base64, and the delimiters of multiparts within. */
  #separated(lines: (string | Uint8Array)[] = []): readonly (string | Uint8Array)[] {
    for (const child of this.children) {
      const content = child.#content;
      if (child.#boundary !== undefined) lines.push(`--${child.#boundary}`);
      if (content && content.encoding !== "base64") lines.push("text" in content ? content.text : content.encoded);
      child.#separated(lines);
    }
    return lines;
  }
}

/** What a changed copy is made of: the octets that were given may change. */
function kept(given: MimePartOptions["content"], content: LeafContent | StreamedContent): MimePartOptions["content"] {
  return given instanceof Uint8Array && !(content instanceof StreamedContent) ? octetsOf(content) : given;
}

function needsStream(): StreamedContentError {
  return new StreamedContentError(
    "A content of the part is read when it is sent; use stream(), which gives the octets then.",
  );
}
