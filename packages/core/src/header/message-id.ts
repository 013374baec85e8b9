import { describe } from "../describe.ts";
import { ConfigurationError } from "../errors.ts";

// dot-atom-text (RFC 5322, 3.2.3)
const DOT_ATOM_TEXT = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;

/**
 * A msg-id (RFC 5322, 3.6.4) with its angle brackets.
 *
 * @param id - what `idSource` gave
 * @param sender - the bare address whose domain is used where no domain is given
 */
export function createMessageId(id: string, sender: string, domain?: string): string {
  if (!DOT_ATOM_TEXT.test(id)) {
    throw new ConfigurationError(
      `idSource must give letters, digits, hyphens and full stops, as a Message-ID wants them; got ${describe(id)}.`,
    );
  }
  const at = sender.lastIndexOf("@");
  return `<${id}@${domain ?? (at === -1 ? "localhost" : sender.slice(at + 1))}>`;
}
