const ALPHABET = new TextEncoder().encode("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
const PAD = 0x3d;
const CR = 0x0d;
const LF = 0x0a;
/** RFC 2045, 6.8: a line has at most 76 characters. */
export const LINE_OCTETS = 57;
const LINE = 78;
/** Lines that are written before they are copied, few enough for the nearest cache. */
const LINES = 256;

// Two characters at a time: the characters of every 12 bits, in the order of this machine's octets.
const PAIRS = new Uint16Array(new Uint8Array(8192).map((_, at) => code(at & 1 ? (at >> 1) & 63 : at >> 7)).buffer);
const pairs = new Uint16Array((LINES * LINE) / 2);
const scratch = new Uint8Array(pairs.buffer);

/** How long so many octets are as base64, their line breaks included. */
export function base64Length(octets: number): number {
  return Math.ceil(octets / 3) * 4 + Math.ceil(octets / LINE_OCTETS) * 2;
}

/**
 * Writes the octets from `from` to `end` as base64 (RFC 2045, 6.8) in lines of 76 characters, each ended by CRLF.
 *
 * @returns where the next octet of `out` goes
 */
export function writeBase64(octets: Uint8Array, from: number, end: number, out: Uint8Array, at: number): number {
  const wholeLines = Math.floor((end - from) / LINE_OCTETS);
  let to = at;
  let next = from;
  for (let left = wholeLines; left > 0; ) {
    const lines = Math.min(left, LINES);
    writeLines(octets, next, lines);
    out.set(lines === LINES ? scratch : scratch.subarray(0, lines * LINE), to);
    to += lines * LINE;
    next += lines * LINE_OCTETS;
    left -= lines;
  }
  return next === end ? to : writeLastLine(octets, next, end, out, to);
}

/** Whole lines into the scratch. */
function writeLines(octets: Uint8Array, from: number, lines: number): void {
  let to = 0;
  let next = from;
  for (let line = 0; line < lines; line += 1) {
    for (const end = next + LINE_OCTETS; next < end; next += 3) {
      const bits =
        ((octets[next] as number) << 16) | ((octets[next + 1] as number) << 8) | (octets[next + 2] as number);
      pairs[to] = PAIRS[bits >> 12] as number;
      pairs[to + 1] = PAIRS[bits & 4095] as number;
      to += 2;
    }
    scratch[to * 2] = CR;
    scratch[to * 2 + 1] = LF;
    to += 1;
  }
}

function writeLastLine(octets: Uint8Array, from: number, end: number, out: Uint8Array, at: number): number {
  let to = at;
  for (let next = from; next < end; next += 3) {
    const a = octets[next] as number;
    const b = next + 1 < end ? (octets[next + 1] as number) : 0;
    const c = next + 2 < end ? (octets[next + 2] as number) : 0;
    out[to] = code(a >> 2);
    out[to + 1] = code(((a & 3) << 4) | (b >> 4));
    out[to + 2] = next + 1 < end ? code(((b & 15) << 2) | (c >> 6)) : PAD;
    out[to + 3] = next + 2 < end ? code(c & 63) : PAD;
    to += 4;
  }
  out[to] = CR;
  out[to + 1] = LF;
  return to + 2;
}

function code(six: number): number {
  return ALPHABET[six] as number;
}
