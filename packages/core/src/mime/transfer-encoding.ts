import { encodeBase64 } from "./base64.ts";
import { encodeQuotedPrintable, quotedPrintableLength } from "./quoted-printable.ts";

/** A content transfer encoding (RFC 2045, 6). */
export type TransferEncoding = "7bit" | "quoted-printable" | "base64";

/** RFC 5322, 2.1.1: no line passes 998 octets, less the line break. */
const LONGEST_LINE = 998;

/** The encoding that carries text best: 7bit where that is legal, else the shorter of quoted-printable and base64. */
export function chooseTextEncoding(octets: Uint8Array): TransferEncoding {
  if (is7bit(octets)) return "7bit";
  return quotedPrintableLength(octets) <= (Math.ceil(octets.length / 3) * 4 * 78) / 76 ? "quoted-printable" : "base64";
}

/** Content as it stands on the wire. 7bit content is taken as it is. */
export function encodeContent(octets: Uint8Array, encoding: TransferEncoding): Uint8Array {
  if (encoding === "base64") return encodeBase64(octets);
  return encoding === "quoted-printable" ? encodeQuotedPrintable(octets) : octets;
}

/** Whether octets are 7bit data (RFC 2045, 2.7): ASCII without NUL, CR and LF only as line breaks, lines of 998 octets at most. */
export function is7bit(octets: Uint8Array): boolean {
  let lineStart = 0;
  for (let index = 0; index < octets.length; index += 1) {
    const octet = octets[index] as number;
    if (octet === 0 || octet > 0x7f) return false;
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
