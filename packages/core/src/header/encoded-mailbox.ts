import type { Mailbox } from "../address/mailbox.ts";
import { quotedString } from "../address/quoted-string.ts";
import { encodeWords, standsAsItIs } from "./encoded-word.ts";
import { canBeFolded } from "./folding.ts";

// atoms (RFC 5322, 3.2.3) separated by single blanks
const ATOMS = /^[\w!#$%&'*+/=?^`{|}~-]+(?: [\w!#$%&'*+/=?^`{|}~-]+)*$/;

/**
 * A mailbox as it stands in a header: the name as atoms, else quoted, else as encoded-words.
 *
 * @param column - the octets that stand before it on its line
 */
export function encodeMailbox({ name, address }: Mailbox, column = 0): string {
  // Readers take a bare address with quotes for a name, and one with a colon for a group.
  if (name === undefined) return /["[]/.test(address) ? `<${address}>` : address;
  if (standsAsItIs(name)) {
    const phrase = ATOMS.test(name) ? name : quotedString(name);
    if (canBeFolded(phrase)) return `${phrase} <${address}>`;
  }
  return `${encodeWords(name, column)} <${address}>`;
}
