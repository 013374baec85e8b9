import type { Mailbox } from "../address/mailbox.ts";
import { encodeWords, looksLikeEncodedWord } from "./encoded-word.ts";
import { canBeFolded } from "./folding.ts";

// atoms (RFC 5322, 3.2.3) separated by single blanks
const ATOMS = /^[\w!#$%&'*+/=?^`{|}~-]+(?: [\w!#$%&'*+/=?^`{|}~-]+)*$/;
const PRINTABLE_ASCII = /^[\t -~]*$/;

/**
 * A mailbox as it stands in a header: the name as atoms, else quoted, else as encoded-words.
 *
 * @param column - the octets that stand before it on its line
 */
export function formatMailbox({ name, address }: Mailbox, column = 0): string {
  if (name === undefined) return address;
  const phrase = ATOMS.test(name) ? name : `"${name.replace(/["\\]/g, "\\$&")}"`;
  const isReadable = PRINTABLE_ASCII.test(name) && !looksLikeEncodedWord(name) && canBeFolded(phrase);
  return `${isReadable ? phrase : encodeWords(name, column)} <${address}>`;
}
