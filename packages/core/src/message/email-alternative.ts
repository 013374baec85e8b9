import { InvalidMessageError } from "../errors.ts";
import { textContent } from "./text-content.ts";

/** Another version of a message's body, also readable as `[content, mimetype]`. */
export class EmailAlternative {
  readonly content: string | Uint8Array;
  readonly mimetype: string;
  readonly 0: string | Uint8Array;
  readonly 1: string;

  /**
   * @param content - octets of a `text/*` type are decoded as UTF-8
   * @throws InvalidMessageError if the content or the type is missing, or if such octets are not UTF-8
   */
  constructor(content: string | Uint8Array, mimetype: string) {
    if (content === undefined || content === null || !mimetype) {
      throw new InvalidMessageError("An alternative needs both its content and its media type.");
    }
    const text = textContent(content, mimetype);
    if (text === undefined) throw new InvalidMessageError(`The octets of the ${mimetype} alternative are not UTF-8.`);
    this.content = text;
    this.mimetype = mimetype;
    this[0] = text;
    this[1] = mimetype;
  }

  *[Symbol.iterator](): Generator<string | Uint8Array, void, undefined> {
    yield this.content;
    yield this.mimetype;
  }
}
