import { describe } from "../describe.ts";
import { UnsupportedEncodingError } from "../errors.ts";
import { encodeUtf8 } from "./utf8.ts";

// The single-byte character sets that every TextDecoder knows (Encoding Standard, 4.2)
const SINGLE_BYTE =
  /^(?:ibm866|iso-8859-(?:[2-9]|1[03-5])|koi8-[ru]|macintosh|windows-874|windows-125[0-8]|x-mac-cyrillic)$/;
/** TextDecoder reads the ISO 8859 sets as the Windows sets that extend them; these octets are controls in ISO 8859. */
const FIRST_OF_ISO_8859 = 0xa0;
/** Octets 0x80 to 0x9f of windows-1252, which Node 20 reads as if they were of iso-8859-1. */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
/** Octets that Node 20 and 22 read otherwise than the Encoding Standard says; of koi8-u so do readers (RFC 2319). */
const DISPUTED: Readonly<Record<string, readonly number[]>> = {
  "koi8-u": [0xae, 0xbe],
  "windows-874": [0xdb, 0xdc, 0xdd, 0xde, 0xfc, 0xfd, 0xfe, 0xff],
  "windows-1253": [0xaa],
  "windows-1255": [0xca],
};

/** What programs call a set whose name in mails (RFC 2978) is another. */
const MEANT: ReadonlyMap<string, string> = new Map([
  ["utf8", "utf-8"],
  ["ascii", "us-ascii"],
  ["latin1", "iso-8859-1"],
  ["latin-1", "iso-8859-1"],
  ["iso8859-1", "iso-8859-1"],
  ["cp1252", "windows-1252"],
]);
const tables = new Map<string, ReadonlyMap<string, number>>();

/** Whether text can be written in a character set, named in any letter case. */
export function isCharset(name: string): boolean {
  return name === "utf-8" || /^(?:utf-8|us-ascii|iso-8859-1)$/i.test(name) || SINGLE_BYTE.test(name.toLowerCase());
}

/** @throws UnsupportedEncodingError for a character set that cannot be written */
export function checkCharset(name: string): void {
  if (isCharset(name)) return;
  const meant = MEANT.get(name.toLowerCase());
  throw new UnsupportedEncodingError(
    `Text cannot be written as ${describe(name)}; use utf-8, us-ascii, iso-8859-1 or another set of single octets.${meant ? ` Its name in mails is ${meant}.` : ""}`,
  );
}

/**
 * Text as the octets of a character set.
 *
 * @throws UnsupportedEncodingError for a set that cannot be written, or that lacks a character of the text
 */
export function encodeText(text: string, charset: string): Uint8Array {
  const name = charset.toLowerCase();
  if (name === "utf-8") return encodeUtf8(text);
  checkCharset(charset);
  const table = tables.get(name) ?? tableOf(name);
  tables.set(name, table);
  return Uint8Array.from(text, (character) => {
    const octet = table.get(character);
    if (octet !== undefined) return octet;
    throw new UnsupportedEncodingError(`${charset} lacks the character ${describe(character)}; use utf-8.`);
  });
}

/** What each octet of a set stands for, turned around. */
function tableOf(name: string): ReadonlyMap<string, number> {
  const octets = Array.from({ length: name === "us-ascii" ? 128 : 256 }, (_, octet) => octet);
  const decoder = SINGLE_BYTE.test(name) ? new TextDecoder(name) : undefined;
  const isDecoded = (octet: number): boolean => octet > 127 && (!name.startsWith("iso-") || octet >= FIRST_OF_ISO_8859);
  return new Map(
    octets.flatMap((octet) => {
      const own = name === "windows-1252" ? WINDOWS_1252[octet - 0x80] : undefined;
      const read = decoder && isDecoded(octet) ? decoder.decode(Uint8Array.of(octet)) : String.fromCharCode(octet);
      const character = own ?? read;
      const isUnknown = character === "\ufffd" || DISPUTED[name]?.includes(octet);
      // The Encoding Standard fills the holes of these sets with C1 controls, which no other reader knows.
      const isHole = name.startsWith("windows-") && /[\x80-\x9f]/.test(character);
      return isUnknown || isHole ? [] : [[character, octet] as const];
    }),
  );
}
