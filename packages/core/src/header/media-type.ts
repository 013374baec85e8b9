import { controlCharacter } from "../control-character.ts";
import { describe } from "../describe.ts";
import { BadHeaderError, InvalidMessageError } from "../errors.ts";

/** A media type (RFC 2045, 5.1), such as `text/plain`, and its parameters in order. */
export interface MediaType {
  /** In lower case, without parameters. */
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
}

// type-name and subtype-name (RFC 6838, 4.2), then parameters as tokens or quoted strings
const NAME = "[a-z0-9][a-z0-9!#$&^_.+-]{0,126}";
const MEDIA_TYPE = new RegExp(`^(${NAME}/${NAME})\\s*((?:;.*)?)$`, "i");
const PARAMETER = /;\s*([a-z0-9!#$&^_.+-]{1,60})=(?:"((?:[^"\\]|\\.)*)"|([a-z0-9!#$%&'*+.^`{|}~_-]+))\s*/giy;

/**
 * A media type as its parts, such as `text/calendar; method=REQUEST`.
 *
 * @throws InvalidMessageError if it is malformed, BadHeaderError if it holds a control character
 */
export function parseMediaType(text: string): MediaType {
  if (typeof text !== "string") throw new TypeError(`A media type must be a string; got ${describe(text)}.`);
  if (controlCharacter(text) !== undefined) {
    throw new BadHeaderError(
      `A media type must not contain line breaks or other control characters; got ${describe(text)}.`,
    );
  }
  const [, type, rest] = MEDIA_TYPE.exec(text) ?? [];
  const parameters = new Map<string, string>();
  let end = 0;
  for (const match of (rest ?? "").matchAll(PARAMETER)) {
    const [whole, name = "", quoted, token] = match;
    if (parameters.has(name.toLowerCase()))
      throw new InvalidMessageError(`A media type has each parameter once; got ${describe(text)}.`);
    parameters.set(name.toLowerCase(), token ?? (quoted ?? "").replace(/\\(.)/g, "$1"));
    end = match.index + whole.length;
  }
  if (type === undefined || end !== (rest ?? "").length) {
    throw new InvalidMessageError(
      `A media type looks like "text/html" or "text/calendar; method=REQUEST"; got ${describe(text)}.`,
    );
  }
  return { type: type.toLowerCase(), parameters };
}
