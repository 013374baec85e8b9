import { NON_ASCII } from "./idna.ts";
import { parseMailbox } from "./mailbox.ts";

/** What the server is told (RFC 5321, 2.3.1): never the headers. */
export interface Envelope {
  /** The reverse path: a bare address. */
  readonly from: string;
  /** The forward paths: bare addresses, at least one. */
  readonly to: readonly [string, ...string[]];
  /** Whether an address, here or in the headers, has non-ASCII characters, which only a server with SMTPUTF8 takes (RFC 6531). */
  readonly smtpUtf8: boolean;
}

/**
 * The envelope for a sender and recipients, each exactly one mailbox, of which there is at least one.
 *
 * @throws BadAddressError, BadHeaderError
 */
export function createEnvelope(sender: string, recipients: readonly string[]): Envelope {
  const from = parseMailbox(sender, "fromEmail").address;
  const [first, ...others] = Array.from(recipients, (recipient) => parseMailbox(recipient, "recipient").address);
  if (first === undefined) throw new TypeError("An envelope has at least one recipient.");
  return {
    from,
    to: [first, ...others],
    smtpUtf8: [from, first, ...others].some((address) => NON_ASCII.test(address)),
  };
}
