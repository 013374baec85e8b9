const HEX = new TextEncoder().encode("0123456789ABCDEF");
const CR = 0x0d;
const LF = 0x0a;
const BLANK = 0x20;
const TAB = 0x09;
const EQUALS = 0x3d;
/** RFC 2045, 6.7 (5): a line has at most 76 characters, its soft break included. */
const LINE = 76;
const TRIPLE = 3;

// RFC 2045, 6.7 (2): what stands for itself, wherever it stands
const LITERAL = Uint8Array.from({ length: 256 }, (_, octet) => +(octet > BLANK && octet < 0x7f && octet !== EQUALS));

/**
 * Octets as quoted-printable (RFC 2045, 6.7). A CR or LF alone is data and is encoded.
 *
 * @param limit - how many octets it may have
 * @param isText - whether CRLF is a line break; else it is data too
 * @returns undefined if it has more
 */
export function encodeQuotedPrintable(octets: Uint8Array, limit: number, isText: boolean): Uint8Array | undefined {
  const out = new Uint8Array(limit);
  let to = 0;
  let column = 0;
  for (let index = 0; index < octets.length; index += 1) {
    const octet = octets[index] as number;
    if (isText && octet === CR && octets[index + 1] === LF) {
      if (to + 2 > limit) return undefined;
      out[to] = CR;
      out[to + 1] = LF;
      to += 2;
      index += 1;
      column = 0;
      continue;
    }
    const isBlank = octet === BLANK || octet === TAB;
    const isLast = (isBlank || column + TRIPLE >= LINE - 1) && endsLine(octets, index, isText);
    // RFC 2045, 6.7 (3): a blank at the end of a line is encoded.
    const isLiteral = LITERAL[octet] === 1 || (isBlank && !isLast);
    const width = isLiteral ? 1 : TRIPLE;
    // A soft break takes one column, so only what ends its line may reach the last one.
    const isBroken = column + width > (isLast && isText ? LINE : LINE - 1);
    if (to + width + (isBroken ? TRIPLE : 0) > limit) return undefined;
    if (isBroken) {
      out[to] = EQUALS;
      out[to + 1] = CR;
      out[to + 2] = LF;
      to += TRIPLE;
      column = 0;
    }
    if (isLiteral) {
      out[to] = octet;
    } else {
      out[to] = EQUALS;
      out[to + 1] = HEX[octet >> 4] as number;
      out[to + 2] = HEX[octet & 15] as number;
    }
    to += width;
    column += width;
  }
  return out.slice(0, to);
}

function endsLine(octets: Uint8Array, index: number, isText: boolean): boolean {
  return index + 1 === octets.length || (isText && octets[index + 1] === CR && octets[index + 2] === LF);
}
