import type { Mailbox } from "../address/mailbox.ts";
import { encodeWords, standsAsItIs } from "./encoded-word.ts";

// atoms (RFC 5322, 3.2.3) separated by single blanks
const ATOMS = /^[\w!#$%&'*+/=?^`{|}~-]+(?: [\w!#$%&'*+/=?^`{|}~-]+)*$/;

/**
 * A mailbox as it stands in a header: the name as atoms, else quoted, else as encoded-words.
 *
 * @param column - the octets that stand before it on its line
 */
export function formatMailbox({ name, address }: Mailbox, column = 0): string {
  if (name === undefined) return address;
  if (!standsAsItIs(name)) return `${encodeWords(name, column)} <${address}>`;
  const phrase = ATOMS.test(name) ? name : `"${name.replace(/["\\]/g, "\\$&")}"`;
  return `${phrase} <${address}>`;
}
