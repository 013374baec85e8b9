import { base64Length, writeBase64 } from "../base64.ts";
import { base64Of, base64Stream, CHUNK_OCTETS } from "./base64-stream.ts";
import type { LeafContent } from "./leaf-content.ts";
import type { Reading, StreamedContent } from "./streamed-content.ts";

/** Octets that are written as base64. */
class Base64Octets {
  readonly octets: Uint8Array;
  /** As base64. */
  readonly length: number;

  constructor(octets: Uint8Array) {
    this.octets = octets;
    this.length = base64Length(octets.length);
  }
}

/** What a part is made of, in the order of the wire. */
export type Piece = Known | StreamedContent;
type Known = string | Uint8Array | Base64Octets;

const encoder = new TextEncoder();

/** Adds text, to the last piece if that is text too. */
export function addText(pieces: Piece[], text: string): void {
  const last = pieces.at(-1);
  if (typeof last === "string") pieces[pieces.length - 1] = last + text;
  else pieces.push(text);
}

/** Adds a content as it stands on the wire. */
export function addContent(pieces: Piece[], content: LeafContent): void {
  if ("text" in content) addText(pieces, content.text);
  else pieces.push(content.encoding === "base64" ? new Base64Octets(content.octets) : content.encoded);
}

/** How many octets pieces have, whose text is ASCII or not; undefined where a stream does not tell. */
export function sizeOf(pieces: readonly Piece[], isAscii: boolean): number | undefined {
  let size = 0;
  for (const piece of pieces) {
    if (typeof piece === "string") size += isAscii ? piece.length : encoder.encode(piece).length;
    else if ("length" in piece) size += piece.length;
    else if (piece.size === undefined) return undefined;
    else size += base64Length(piece.size);
  }
  return size;
}

/** Whether pieces can be joined: none is a stream. */
export function areKnown(pieces: readonly Piece[]): pieces is readonly Known[] {
  return pieces.every((piece) => typeof piece === "string" || "length" in piece);
}

/** Pieces as one array of octets. */
export function joined(pieces: readonly Known[]): Uint8Array<ArrayBuffer> {
  // Text is ASCII in nearly every mail, which is written without looking at it twice.
  const written = write(pieces);
  return written ?? joined(pieces.map((piece) => (typeof piece === "string" ? encoder.encode(piece) : piece)));
}

/** Undefined if text has more octets than characters. */
function write(pieces: readonly Known[]): Uint8Array<ArrayBuffer> | undefined {
  let length = 0;
  for (const piece of pieces) length += piece.length;
  const out = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    if (piece instanceof Uint8Array) out.set(piece, at);
    else if (piece instanceof Base64Octets) writeBase64(piece.octets, 0, piece.octets.length, out, at);
    else if (!isWrittenAt(out, at, piece)) return undefined;
    at += piece.length;
  }
  return out;
}

/** Writes text that is ASCII; of other text only so much that it is seen to be other. */
function isWrittenAt(out: Uint8Array, at: number, text: string): boolean {
  const { read, written } = encoder.encodeInto(text, at === 0 ? out : out.subarray(at));
  return read === text.length && written === text.length;
}

/** Pieces as they come: small ones together, large ones in chunks, streams as base64. */
export function streamed(
  pieces: readonly Piece[],
  idleTimeoutMs?: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const stopping = new AbortController();
  const chunks = chunksOf(pieces, { idleTimeoutMs, signal: stopping.signal });
  const end = chunks.return.bind(chunks);
  const fail = chunks.throw.bind(chunks);
  // A generator that waits does not hear of either before it goes on, which a source that hangs never lets it.
  chunks.return = (value) => {
    stopping.abort();
    return end(value);
  };
  chunks.throw = (error) => {
    stopping.abort();
    return fail(error);
  };
  return chunks;
}

async function* chunksOf(pieces: readonly Piece[], reading: Reading): AsyncGenerator<Uint8Array, void, undefined> {
  let small: Known[] = [];
  for (const piece of pieces) {
    if (typeof piece === "string" || piece instanceof Uint8Array || isSmall(piece)) {
      small.push(piece);
      continue;
    }
    if (small.length > 0) yield joined(small);
    small = [];
    if (piece instanceof Base64Octets) yield* base64Chunks(piece.octets);
    else yield* base64Stream(piece.octets(reading));
  }
  if (small.length > 0) yield joined(small);
}

function isSmall(piece: Base64Octets | StreamedContent): piece is Base64Octets {
  return piece instanceof Base64Octets && piece.octets.length <= CHUNK_OCTETS;
}

function* base64Chunks(octets: Uint8Array): Generator<Uint8Array, void, undefined> {
  for (let from = 0; from < octets.length; from += CHUNK_OCTETS)
    yield base64Of(octets, from, Math.min(from + CHUNK_OCTETS, octets.length));
}
