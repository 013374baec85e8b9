import { describe } from "../describe.ts";
import { InvalidMessageError } from "../errors.ts";

// bchars (RFC 2046, 5.1.1); what looks like an encoded-word is decoded by readers.
const BOUNDARY = /^(?!.*=\?)[\w'()+,./:=? -]{0,69}[\w'()+,./:=?-]$/;
const DASH = 0x2d;
const LF = 0x0a;

const encoder = new TextEncoder();

/** @throws InvalidMessageError for what cannot separate the parts of a multipart */
export function checkBoundary(boundary: string): void {
  if (BOUNDARY.test(boundary)) return;
  throw new InvalidMessageError(
    `A boundary has 1 to 70 characters (RFC 2046, 5.1.1) and does not look like an encoded-word; got ${describe(boundary)}.`,
  );
}

/** Whether a line of octets begins as the delimiter of a boundary does, so that a reader would end the part there. */
export function holdsDelimiter(octets: Uint8Array, boundary: string): boolean {
  const delimiter = encoder.encode(`--${boundary}`);
  for (let at = octets.indexOf(DASH); at !== -1; at = octets.indexOf(DASH, at + 1)) {
    const opensLine = at === 0 || octets[at - 1] === LF;
    if (opensLine && delimiter.every((octet, index) => octets[at + index] === octet)) return true;
  }
  return false;
}
