const CR = 0x0d;
const LF = 0x0a;

/** Text whose line breaks, whichever they are, have become CRLF (RFC 2046, 4.1.1). */
export function withCrlfLines(text: string): string {
  return withLf(text).replace(/\n/g, "\r\n");
}

/** Text whose line breaks have become LF, which nearly all texts have alone: they are not looked through for the others. */
export function withLf(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

/** Octets whose line breaks, whichever they are, have become CRLF (RFC 2046, 4.1.1). */
export function withCrlf(octets: Uint8Array): Uint8Array {
  let breaks = 0;
  for (let index = 0; index < octets.length; index += 1) if (isHalfBreak(octets, index)) breaks += 1;
  if (breaks === 0) return octets;
  const out = new Uint8Array(octets.length + breaks);
  let to = 0;
  for (let index = 0; index < octets.length; index += 1) {
    const octet = octets[index] as number;
    if (!isHalfBreak(octets, index)) out[to++] = octet;
    else {
      out[to++] = CR;
      out[to++] = LF;
    }
  }
  return out;
}

/** A CR without its LF, or an LF without its CR. */
function isHalfBreak(octets: Uint8Array, index: number): boolean {
  const octet = octets[index];
  return octet === CR ? octets[index + 1] !== LF : octet === LF && octets[index - 1] !== CR;
}
