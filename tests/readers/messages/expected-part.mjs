import { digestOf, lines } from "../readers/content.mjs";
import { mediaType } from "./media-type.mjs";

/** A part as readers are to find it, but for its content. */
export function expectedPart(contentType, given) {
  const [type, parameters] = mediaType(contentType);
  return { type, parameters, disposition: null, filename: null, contentId: null, others: [], ...given };
}

/** Text as readers are to find it, in the character set that its media type names, else in the one that is given. */
export function expectedText(contentType, text, charset, given) {
  const part = expectedPart(contentType, given);
  return { ...part, parameters: { charset, ...part.parameters }, text: lines(text) };
}

/** Octets as readers are to find them; of text in an unknown character set as text, an octet a character. */
export function expectedOctets(contentType, octets, given) {
  const part = expectedPart(contentType, given);
  return part.type.startsWith("text/")
    ? { ...part, text: lines(Buffer.from(octets).toString(part.parameters.charset ?? "latin1")) }
    : { ...part, octets: digestOf(octets) };
}
