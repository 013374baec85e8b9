import { describe } from "../describe.ts";
import { InvalidMessageError } from "../errors.ts";
import { textContent } from "./text-content.ts";

/** Another version of a message's body, also readable as `[content, mimetype]`. */
export class EmailAlternative {
  /** Text for `text/*`, octets for anything else. */
  readonly content: string | Uint8Array;
  /** The media type, in the letter case in which it was given. */
  readonly mimetype: string;
  /** The content. */
  readonly 0: string | Uint8Array;
  /** The media type. */
  readonly 1: string;

  /**
   * @param content - octets of a `text/*` type are decoded as UTF-8
   * @throws InvalidMessageError if the content or the type is missing, or if such octets are not UTF-8;
   *   TypeError if one is of another type
   */
  constructor(content: string | Uint8Array, mimetype: string) {
    if (content === undefined || content === null || mimetype === undefined || mimetype === null || mimetype === "") {
      throw new InvalidMessageError("An alternative needs both its content and its media type.");
    }
    if (typeof mimetype !== "string")
      throw new TypeError(`The mimetype of an alternative must be a string; got ${describe(mimetype)}.`);
    if (typeof content !== "string" && !(content instanceof Uint8Array)) {
      throw new TypeError(
        `The content of the ${mimetype} alternative must be a string or a Uint8Array; got ${describe(content)}.`,
      );
    }
    const text = textContent(content, mimetype);
    if (text === undefined) throw new InvalidMessageError(`The octets of the ${mimetype} alternative are not UTF-8.`);
    this.content = text;
    this.mimetype = mimetype;
    this[0] = text;
    this[1] = mimetype;
  }

  /** The content and the media type, as Django's named tuple gives them. */
  *[Symbol.iterator](): Generator<string | Uint8Array, void, undefined> {
    yield this.content;
    yield this.mimetype;
  }
}
