import { parseMailbox } from "./mailbox.ts";

/** What the server is told (RFC 5321, 2.3.1): never the headers. */
export interface Envelope {
  /** The reverse path: a bare address. */
  readonly from: string;
  /** The forward paths: bare addresses, at least one. */
  readonly to: readonly [string, ...string[]];
  /** Whether an address has non-ASCII characters, which only a server with SMTPUTF8 takes (RFC 6531). */
  readonly smtpUtf8: boolean;
}

/**
 * The envelope for a sender and recipients, each exactly one mailbox.
 *
 * @throws BadAddressError, BadHeaderError
 */
export function createEnvelope(sender: string, recipients: readonly [string, ...string[]]): Envelope {
  const from = parseMailbox(sender, "fromEmail").address;
  const [first, ...others] = recipients;
  const to: [string, ...string[]] = [
    parseMailbox(first, "recipient").address,
    ...others.map((recipient) => parseMailbox(recipient, "recipient").address),
  ];
  return { from, to, smtpUtf8: [from, ...to].some((address) => /[^\0-\x7f]/.test(address)) };
}
