import { describe } from "../describe.ts";
import { InvalidMessageError } from "../errors.ts";
import { MimePart } from "./mime-part.ts";

// RFC 5322, 3.6: a message has at most one of each.
const SINGLE = new Set([
  "date",
  "from",
  "sender",
  "reply-to",
  "to",
  "cc",
  "message-id",
  "in-reply-to",
  "references",
  "subject",
]);

/**
 * Holds a tree to what every message must be, whoever built it: an overridden `message()` cannot smuggle.
 *
 * @throws InvalidMessageError, or TypeError if it is no MimePart
 */
export function checkMessage(message: unknown): asserts message is MimePart {
  if (!MimePart.isGenuine(message))
    throw new TypeError(`message() must return a MimePart; it returned ${describe(message)}.`);
  const names = message.headers.map(({ name }) => name.toLowerCase());
  const repeated = names.find((name, index) => SINGLE.has(name) && names.indexOf(name) !== index);
  if (repeated !== undefined)
    throw new InvalidMessageError(`The message has ${repeated} twice; it can have one (RFC 5322, 3.6).`);
  const blind = names.find((name) => name === "bcc" || name === "resent-bcc");
  if (blind !== undefined)
    throw new InvalidMessageError(`The message has a ${blind} header, which every recipient would see.`);
  if (!names.includes("from")) throw new InvalidMessageError("The message has no From header (RFC 5322, 3.6.2).");
  message.checkStreams();
}
