import { base64Length } from "../base64.ts";
import { describe } from "../describe.ts";
import { InvalidMessageError, UnsupportedFeatureError } from "../errors.ts";
import { asciiLines } from "./ascii-lines.ts";
import { encodeText } from "./charset.ts";
import { withCrlf, withCrlfLines } from "./line-breaks.ts";
import { isEncodable, octetsWithHeader, textWithHeader } from "./nested-message.ts";
import { encodeQuotedPrintable } from "./quoted-printable.ts";
import { type ContentStream, isContentStream, type Owner, StreamedContent } from "./streamed-content.ts";
import { is7bit, is8bit, type TransferEncoding } from "./transfer-encoding.ts";
import { encodeUtf8 } from "./utf8.ts";

/** The content of a part that has no parts. */
export type LeafContent =
  /** ASCII, with CRLF line breaks. */
  | { readonly encoding: "7bit"; readonly text: string }
  | { readonly encoding: "base64"; readonly octets: Uint8Array }
  | {
      readonly encoding: Exclude<TransferEncoding, "base64">;
      /** Before the transfer encoding. */
      readonly octets: Uint8Array;
      /** After it. */
      readonly encoded: Uint8Array;
    };

const ESCAPE = 0x1b;

/**
 * What a part without parts holds.
 *
 * @param wanted - 7bit where that is legal, else the shorter of quoted-printable and base64, if none is given
 * @param owner - the part
 * @throws InvalidMessageError, UnsupportedFeatureError, UnsupportedEncodingError; TypeError if it is no content
 */
export function contentOf(
  type: string,
  parameters: ReadonlyMap<string, string>,
  content: unknown,
  wanted: TransferEncoding | undefined,
  owner: Owner,
): LeafContent | StreamedContent {
  if (typeof content === "string")
    return textLeaf(type, textWithHeader(type, content), parameters.get("charset") ?? "utf-8", wanted);
  // The octets that were given may change; those of a part do not.
  if (content instanceof Uint8Array) return octetLeaf(type, octetsWithHeader(type, new Uint8Array(content)), wanted);
  if (isContentStream(content)) return streamLeaf(type, content, wanted, owner);
  throw new TypeError(
    `The content of a ${type} part must be a string, a Uint8Array, a Blob or a stream; got ${describe(content)}.`,
  );
}

/** Content before its transfer encoding. */
export function octetsOf(content: LeafContent): Uint8Array {
  return "text" in content ? encodeUtf8(content.text) : content.octets;
}

function streamLeaf(
  type: string,
  content: ContentStream,
  wanted: TransferEncoding | undefined,
  owner: Owner,
): StreamedContent {
  if (type.startsWith("message/")) {
    throw new UnsupportedFeatureError(
      `A ${type} is 7bit or 8bit, as its octets are (RFC 2045, 6.4), and cannot stream; read it first, and attach its octets.`,
    );
  }
  if (wanted === undefined || wanted === "base64") return new StreamedContent(content, owner);
  throw new InvalidMessageError(`What streams is sent as base64; got ${describe(wanted)}.`);
}

function textLeaf(type: string, text: string, charset: string, wanted: TransferEncoding | undefined): LeafContent {
  const isText = type.startsWith("text/");
  // RFC 2046, 4.1.1: the canonical line break of text is CRLF; other strings are data and stay as they are.
  if (isText || type.startsWith("message/")) {
    // Every set that can be written holds ASCII as it is.
    const canBe7bit = wanted === "7bit" || (wanted === undefined && text !== "");
    const lines = canBe7bit ? asciiLines(text) : undefined;
    if (lines !== undefined) return { encoding: "7bit", text: lines };
  }
  if (!text.isWellFormed()) {
    throw new InvalidMessageError(
      `The text of a ${type} part holds half of a surrogate pair, which no encoding can carry.`,
    );
  }
  if (!isText) return octetLeaf(type, encodeText(text, charset), wanted);
  const lines = withCrlfLines(text);
  const octets = encodeText(lines, charset);
  // Each octet that a character has beyond its first makes quoted-printable longer by three at least.
  const quoted = octets.length + 3 * (octets.length - lines.length);
  return encodedLeaf(type, octets, wanted, quoted > base64Length(octets.length));
}

function octetLeaf(type: string, octets: Uint8Array, wanted: TransferEncoding | undefined): LeafContent {
  if (type.startsWith("message/")) return messageLeaf(type, withCrlf(octets), wanted);
  return encodedLeaf(type, octets, wanted ?? (type.startsWith("text/") ? undefined : "base64"));
}

/** A message stands as it is: it is never encoded (RFC 2045, 6.4), and a file of one has the line breaks of its system. */
function messageLeaf(type: string, octets: Uint8Array, wanted: TransferEncoding | undefined): LeafContent {
  const canBeEncoded = isEncodable(type);
  if (canBeEncoded && (wanted === "base64" || wanted === "quoted-printable")) return encodedLeaf(type, octets, wanted);
  const encoding = is7bit(octets) ? "7bit" : "8bit";
  if (encoding === "8bit" && !is8bit(octets)) {
    throw new UnsupportedFeatureError(
      `A ${type} must have no NUL, and lines of at most 998 octets${canBeEncoded ? "; or ask for base64" : ""}.`,
    );
  }
  if (wanted === undefined || wanted === encoding) return { octets, encoding, encoded: octets };
  throw new UnsupportedFeatureError(
    canBeEncoded
      ? `This ${type} is ${encoding}, or quoted-printable or base64 if it is encoded; got ${describe(wanted)}.`
      : `A ${type} is never encoded (RFC 2045, 6.4), and this one is ${encoding}; got ${describe(wanted)}.`,
  );
}

/** @param isDense - whether quoted-printable is known to be longer than base64 */
function encodedLeaf(
  type: string,
  octets: Uint8Array,
  wanted: TransferEncoding | undefined,
  isDense = false,
): LeafContent {
  // Of an empty part that is not in base64 some readers make a line break.
  const isEmpty = octets.length === 0 && (wanted === undefined || wanted === "quoted-printable");
  if (wanted === "base64" || isEmpty || (wanted === undefined && isDense)) return { octets, encoding: "base64" };
  // What begins with an escape is a command to the terminal that shows it.
  const isCommand = wanted === undefined && octets.includes(ESCAPE);
  if ((wanted === undefined || wanted === "7bit") && !isCommand && is7bit(octets))
    return { octets, encoding: "7bit", encoded: octets };
  // No octet becomes more than three, and a soft break of three.
  const limit = wanted === undefined ? base64Length(octets.length) : octets.length * 6;
  const encoded =
    wanted === undefined || wanted === "quoted-printable"
      ? encodeQuotedPrintable(octets, limit, type.startsWith("text/"))
      : undefined;
  if (encoded) return { octets, encoding: "quoted-printable", encoded };
  if (wanted === undefined) return { octets, encoding: "base64" };
  throw new InvalidMessageError(
    `The content of a ${type} part cannot be sent as ${describe(wanted)}; use quoted-printable or base64.`,
  );
}
