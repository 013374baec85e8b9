const ALPHABET = new TextEncoder().encode("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
const PAD = 0x3d;
/** RFC 2045, 6.8: a line has at most 76 characters. */
const LINE_OCTETS = 57;

/** Octets as base64 (RFC 2045, 6.8) in lines of 76 characters, each ended by CRLF. */
export function encodeBase64(octets: Uint8Array): Uint8Array {
  const lines = Math.ceil(octets.length / LINE_OCTETS);
  const out = new Uint8Array(Math.ceil(octets.length / 3) * 4 + lines * 2);
  let to = 0;
  for (let line = 0; line < octets.length; line += LINE_OCTETS) {
    const end = Math.min(line + LINE_OCTETS, octets.length);
    for (let from = line; from < end; from += 3) {
      const a = octets[from] as number;
      const b = octets[from + 1] ?? 0;
      const c = octets[from + 2] ?? 0;
      out[to++] = ALPHABET[a >> 2] as number;
      out[to++] = ALPHABET[((a & 3) << 4) | (b >> 4)] as number;
      out[to++] = from + 1 < end ? (ALPHABET[((b & 15) << 2) | (c >> 6)] as number) : PAD;
      out[to++] = from + 2 < end ? (ALPHABET[c & 63] as number) : PAD;
    }
    out[to++] = 0x0d;
    out[to++] = 0x0a;
  }
  return out;
}
