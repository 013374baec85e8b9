import { type Mailbox, parseMailbox } from "./mailbox.ts";

// A comma that separates, or a quoted string, whose commas do not (RFC 5322, 3.4).
const COMMA_OR_QUOTED = /,|"(?:[^"\\]|\\.)*"/g;

/**
 * The mailboxes of a header value such as `Ada <ada@example.com>, bob@example.com`.
 *
 * @throws BadAddressError, BadHeaderError
 */
export function parseMailboxList(text: string, field: string): readonly Mailbox[] {
  const mailboxes: Mailbox[] = [];
  let start = 0;
  for (const { 0: found, index } of text.matchAll(COMMA_OR_QUOTED)) {
    if (found !== ",") continue;
    mailboxes.push(parseMailbox(text.slice(start, index), field));
    start = index + 1;
  }
  return [...mailboxes, parseMailbox(text.slice(start), field)];
}
