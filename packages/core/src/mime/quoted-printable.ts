const HEX = new TextEncoder().encode("0123456789ABCDEF");
const CR = 0x0d;
const LF = 0x0a;
const EQUALS = 0x3d;
/** RFC 2045, 6.7 (5): a line has at most 76 characters, its soft break included. */
const LINE = 76;

/** Text octets with CRLF line breaks as quoted-printable (RFC 2045, 6.7). A CR or LF alone is data and is encoded. */
export function encodeQuotedPrintable(octets: Uint8Array): Uint8Array {
  const out = new Uint8Array(quotedPrintableLength(octets));
  write(octets, out);
  return out;
}

/** The length of octets as quoted-printable. */
export function quotedPrintableLength(octets: Uint8Array): number {
  return write(octets);
}

/** Writes into `out`, if there is one, and answers the length. */
function write(octets: Uint8Array, out?: Uint8Array): number {
  let to = 0;
  let column = 0;
  const put = (octet: number): void => {
    if (out) out[to] = octet;
    to += 1;
  };
  for (let index = 0; index < octets.length; index += 1) {
    const octet = octets[index] as number;
    if (octet === CR && octets[index + 1] === LF) {
      put(CR);
      put(LF);
      index += 1;
      column = 0;
      continue;
    }
    const literal = isLiteral(octet) || (isBlank(octet) && !endsLine(octets, index));
    const width = literal ? 1 : 3;
    // A soft break takes one column, so only what ends its line may reach the last one.
    if (column + width > LINE - (endsLine(octets, index) ? 0 : 1)) {
      put(EQUALS);
      put(CR);
      put(LF);
      column = 0;
    }
    if (literal) {
      put(octet);
    } else {
      put(EQUALS);
      put(HEX[octet >> 4] as number);
      put(HEX[octet & 15] as number);
    }
    column += width;
  }
  return to;
}

function isLiteral(octet: number): boolean {
  return octet > 0x20 && octet < 0x7f && octet !== EQUALS;
}

function isBlank(octet: number): boolean {
  return octet === 0x20 || octet === 0x09;
}

/** RFC 2045, 6.7 (3): a blank at the end of a line must be encoded. */
function endsLine(octets: Uint8Array, index: number): boolean {
  return index + 1 === octets.length || (octets[index + 1] === CR && octets[index + 2] === LF);
}
