import { describe } from "../describe.ts";
import { InvalidMessageError } from "../errors.ts";
import { isNestedMessage } from "./nested-message.ts";

/**
 * The parts that a part is made of; none if it is made of text, octets or a stream.
 *
 * @param type - the media type in lower case
 * @throws InvalidMessageError if the type has no parts, needs some or has one alone; TypeError for what is no part
 */
export function childrenOf<Part>(
  type: string,
  content: unknown,
  isPart: (value: unknown) => value is Part,
): readonly Part[] {
  if (isPart(content)) throw new TypeError(`The parts of a ${type} are given in an array, also if it is one.`);
  const isMultipart = type.startsWith("multipart/");
  if (!Array.isArray(content)) {
    if (!isMultipart) return [];
    throw new InvalidMessageError(`The content of a ${type} is an array of at least one part (RFC 2046, 5.1).`);
  }
  // What was given may change, or answer otherwise when it is asked again: what is checked is what is kept.
  const children: unknown[] = [...content];
  if (children.length === 0 || !(isMultipart || (isNestedMessage(type) && children.length === 1))) {
    throw new InvalidMessageError(
      `A multipart has at least one part, a message/rfc822 one message, and no other type has any; got ${children.length} for ${type}.`,
    );
  }
  return children.map((child) => {
    if (isPart(child)) return child;
    throw new TypeError(`The parts of a ${type} must be MimeParts; got ${describe(child)}.`);
  });
}
