/** A content transfer encoding (RFC 2045, 6). */
export type TransferEncoding = "7bit" | "8bit" | "quoted-printable" | "base64";

/** RFC 5322, 2.1.1: no line passes 998 octets, less the line break. */
export const LONGEST_LINE = 998;

/** Whether octets are 7bit data (RFC 2045, 2.7): 8bit data that is ASCII. */
export function is7bit(octets: Uint8Array): boolean {
  return areLines(octets, 0x7f);
}

/** Whether octets are 8bit data (RFC 2045, 2.8): without NUL, CR and LF only as line breaks, lines of 998 octets at most. */
export function is8bit(octets: Uint8Array): boolean {
  return areLines(octets, 0xff);
}

function areLines(octets: Uint8Array, highest: number): boolean {
  let lineStart = 0;
  for (let index = 0; index < octets.length; index += 1) {
    const octet = octets[index] as number;
    if (octet === 0 || octet > highest) return false;
    if (octet === 0x0d) {
      if (octets[index + 1] !== 0x0a) return false;
    } else if (octet === 0x0a) {
      if (octets[index - 1] !== 0x0d) return false;
      lineStart = index + 1;
    } else if (index - lineStart >= LONGEST_LINE) {
      return false;
    }
  }
  return true;
}
