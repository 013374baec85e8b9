const ALPHABET = new TextEncoder().encode("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
const PAD = 0x3d;
const CR = 0x0d;
const LF = 0x0a;
/** RFC 2045, 6.8: a line has at most 76 characters. */
const CHARACTERS = 76;
/** The octets of a whole line. */
export const LINE_OCTETS = 57;
/** Lines that are made at a time, few enough for the nearest cache. */
const LINES = 64;

/** What Node, Bun and Deno have beside the standard, in native code; others have it by name, or not at all. */
const native = typeof Buffer === "undefined" || !isNative(Buffer.prototype) ? undefined : Buffer.prototype;

/** How long so many octets are as base64, their line breaks included. */
export function base64Length(octets: number): number {
  return Math.ceil(octets / 3) * 4 + Math.ceil(octets / LINE_OCTETS) * 2;
}

/** Writes the octets from `from` to `end` as base64 (RFC 2045, 6.8) in lines of 76 characters, each ended by CRLF. */
export function writeBase64(octets: Uint8Array, from: number, end: number, out: Uint8Array, at: number): void {
  let to = at;
  for (let next = from; next < end; next += LINES * LINE_OCTETS) {
    const last = Math.min(next + LINES * LINE_OCTETS, end);
    // The characters are written where the last of their lines ends, and moved to the front line by line.
    const flat = to + Math.ceil((last - next) / LINE_OCTETS) * 2;
    const flatEnd = writeCharacters(octets, next, last, out, flat);
    for (let line = flat; line < flatEnd; line += CHARACTERS) {
      const lineEnd = Math.min(line + CHARACTERS, flatEnd);
      out.copyWithin(to, line, lineEnd);
      to += lineEnd - line;
      out[to] = CR;
      out[to + 1] = LF;
      to += 2;
    }
  }
}

/** Octets as base64 without line breaks. */
export function base64Text(octets: Uint8Array, from: number, end: number): string {
  if (native) return native.base64Slice.call(octets, from, end);
  const out = new Uint8Array(Math.ceil((end - from) / 3) * 4);
  writeCharacters(octets, from, end, out, 0);
  return new TextDecoder().decode(out);
}

/** The characters alone; answers where they end. */
function writeCharacters(octets: Uint8Array, from: number, end: number, out: Uint8Array, at: number): number {
  if (native) return at + native.latin1Write.call(out, native.base64Slice.call(octets, from, end), at);
  let to = at;
  for (let next = from; next < end; next += 3) {
    const a = octets[next] as number;
    const b = next + 1 < end ? (octets[next + 1] as number) : 0;
    const c = next + 2 < end ? (octets[next + 2] as number) : 0;
    out[to] = ALPHABET[a >> 2] as number;
    out[to + 1] = ALPHABET[((a & 3) << 4) | (b >> 4)] as number;
    out[to + 2] = next + 1 < end ? (ALPHABET[((b & 15) << 2) | (c >> 6)] as number) : PAD;
    out[to + 3] = next + 2 < end ? (ALPHABET[c & 63] as number) : PAD;
    to += 4;
  }
  return to;
}

/** Whether it does what is asked of it below, from and to the middle of an array. */
function isNative({ base64Slice, latin1Write }: Partial<typeof Buffer.prototype>): boolean {
  const out = new Uint8Array(6);
  try {
    const written = latin1Write?.call(out, base64Slice?.call(Uint8Array.of(1, 0, 0, 0), 1, 4) ?? "", 1);
    return written === 4 && new TextDecoder().decode(out) === "\0AAAA\0";
  } catch {
    return false;
  }
}
