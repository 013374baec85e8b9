import { parseMailbox } from "./mailbox.ts";

/**
 * What `make` makes of mailboxes; where it fails, the error says which of them is wrong. Names are made for errors alone.
 *
 * @throws the error of the first mailbox that is none, under its own name; else what `make` throws
 */
export function namingMailboxes<Made>(
  mailboxes: readonly string[],
  namesOf: () => readonly string[],
  make: () => Made,
): Made {
  try {
    return make();
  } catch (error) {
    const names = namesOf();
    mailboxes.forEach((mailbox, index) => {
      parseMailbox(mailbox, names[index]);
    });
    throw error;
  }
}
