import { controlCharacter } from "../control-character.ts";
import { describe } from "../describe.ts";
import { BadAddressError, BadHeaderError } from "../errors.ts";
import { parseMailbox } from "./mailbox.ts";
import { shownMailbox } from "./shown-mailbox.ts";

/**
 * A mailbox as `to` and the others take it, of whatever name: `"Doe, Jane" <jane@example.com>`. The name has quotes where it
 * needs them (RFC 5322, 3.2.4); it is encoded when the message is built.
 *
 * @param name - what people see; empty for the bare address
 * @param address - without a name or angle brackets
 * @throws BadHeaderError if either holds a control character; BadAddressError if the address is none, or the name no text;
 *   TypeError if either is no string
 */
export function formatMailbox(name: string, address: string): string {
  if (typeof name !== "string") throw new TypeError(`The name of a mailbox must be a string; got ${describe(name)}.`);
  if (controlCharacter(name) !== undefined) {
    throw new BadHeaderError(
      `The name of a mailbox must not contain line breaks or other control characters; got ${describe(name)}.`,
    );
  }
  if (!name.isWellFormed())
    throw new BadAddressError(`The name of a mailbox holds half of a surrogate pair: ${describe(name)}.`);
  const bare = parseMailbox(address, "address");
  if (address.trim().endsWith(">"))
    throw new BadAddressError(`address must be an address without a name; got ${describe(address)}.`);
  const phrase = name.trim();
  return phrase === "" ? bare.address : shownMailbox({ name: phrase, address: bare.address });
}
