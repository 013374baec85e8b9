import { createHash } from "node:crypto";

/**
 * The content of a part as readers are compared by it: text with LF line breaks, or the digest of octets.
 *
 * @param decode - text of the octets, in the character set that the part names
 */
export function contentOf(type, charset, octets, decode) {
  if (!type.startsWith("text/")) return { octets: digestOf(octets) };
  // Text in an unknown character set is compared by its octets.
  return { text: lines(charset === undefined ? Buffer.from(octets).toString("latin1") : decode()) };
}

export function digestOf(octets) {
  return { sha256: createHash("sha256").update(octets).digest("hex"), size: octets.length };
}

export function lines(text) {
  return text.replace(/\r\n|\r|\n/g, "\n");
}
