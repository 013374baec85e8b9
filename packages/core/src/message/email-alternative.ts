import { InvalidMessageError } from "../errors.ts";

/** Another version of a message's body, also readable as `[content, mimetype]`. */
export class EmailAlternative {
  readonly content: string | Uint8Array;
  readonly mimetype: string;
  readonly 0: string | Uint8Array;
  readonly 1: string;

  /** @throws InvalidMessageError if the content or the type is missing */
  constructor(content: string | Uint8Array, mimetype: string) {
    if (content === undefined || content === null || !mimetype) {
      throw new InvalidMessageError("An alternative needs both its content and its media type.");
    }
    this.content = content;
    this.mimetype = mimetype;
    this[0] = content;
    this[1] = mimetype;
  }

  *[Symbol.iterator](): Generator<string | Uint8Array, void, undefined> {
    yield this.content;
    yield this.mimetype;
  }
}
