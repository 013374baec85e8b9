import { describe } from "../describe.ts";
import { InvalidMessageError } from "../errors.ts";

// bchars (RFC 2046, 5.1.1); what looks like an encoded-word is decoded by readers.
const BOUNDARY = /^(?!.*=\?)[\w'()+,./:=? -]{0,69}[\w'()+,./:=?-]$/;
const DASH = 0x2d;
const LF = 0x0a;

const encoder = new TextEncoder();

/**
 * Makes sure that readers find the parts of a multipart again.
 *
 * @param parts - what stands in them, as text that is ASCII or as octets
 * @throws InvalidMessageError for what is no boundary, or stands in a part
 */
export function checkSeparated(boundary: string, parts: readonly (string | Uint8Array)[]): void {
  if (!BOUNDARY.test(boundary)) {
    throw new InvalidMessageError(
      `A boundary has 1 to 70 characters (RFC 2046, 5.1.1) and does not look like an encoded-word; got ${describe(boundary)}.`,
    );
  }
  if (parts.some((part) => holdsDelimiter(part, boundary))) {
    throw new InvalidMessageError(
      `The boundary ${describe(boundary)} stands in a part that it is to separate, where a line or another boundary begins with it (RFC 2046, 5.1.1); each multipart needs one of its own.`,
    );
  }
}

/** Whether a line begins as the delimiter of a boundary does, with which readers compare no more than its beginning. */
function holdsDelimiter(content: string | Uint8Array, boundary: string): boolean {
  const delimiter = `--${boundary}`;
  if (typeof content === "string") {
    // Few texts have two dashes, which is seen faster than where they stand.
    return content.includes("--") && (content.startsWith(delimiter) || content.includes(`\n${delimiter}`));
  }
  const octets = encoder.encode(delimiter);
  for (let at = content.indexOf(DASH); at !== -1; at = content.indexOf(DASH, at + 1)) {
    const opensLine = at === 0 || content[at - 1] === LF;
    if (opensLine && octets.every((octet, index) => content[at + index] === octet)) return true;
  }
  return false;
}
