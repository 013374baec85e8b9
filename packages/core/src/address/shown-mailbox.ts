import type { Mailbox } from "./mailbox.ts";
import { quotedString } from "./quoted-string.ts";

// What can stand without quotes, and reads better so
const WORDS = /^[\p{L}\p{M}\p{N} _'-]+$/u;

/** A mailbox as people write it, decoded: its name has quotes where it would be read as something else without. */
export function shownMailbox({ name, address }: Mailbox): string {
  if (name === undefined) return address;
  return `${WORDS.test(name) ? name : quotedString(name)} <${address}>`;
}
