import { lookup } from "mrmime";
import { describe } from "../describe.ts";
import { InvalidMessageError } from "../errors.ts";
import { textContent } from "./text-content.ts";

/** A file of a message, also readable as `[filename, content, mimetype]`. */
export class EmailAttachment {
  readonly filename: string | null;
  /** Text for `text/*`, octets for anything else. */
  readonly content: string | Uint8Array;
  readonly mimetype: string;
  readonly 0: string | null;
  readonly 1: string | Uint8Array;
  readonly 2: string;

  /**
   * @param mimetype - guessed from the name where it is missing, else `application/octet-stream`.
   *   Octets of a `text/*` type are decoded as UTF-8; octets that are not UTF-8 become `application/octet-stream`.
   * @throws InvalidMessageError if there is no content
   */
  constructor(filename: string | null | undefined, content: string | Uint8Array, mimetype?: string | null) {
    if (content === undefined || content === null)
      throw new InvalidMessageError(`The attachment ${describe(filename)} has no content.`);
    if (typeof content !== "string" && !(content instanceof Uint8Array)) {
      throw new TypeError(
        `The content of the attachment ${describe(filename)} must be a string or a Uint8Array; got ${describe(content)}.`,
      );
    }
    const type = mimetype || (filename && lookup(filename)) || "application/octet-stream";
    const text = textContent(content, type);
    this.filename = filename || null;
    this.content = text ?? content;
    this.mimetype = text === undefined ? "application/octet-stream" : type;
    this[0] = this.filename;
    this[1] = this.content;
    this[2] = this.mimetype;
  }

  *[Symbol.iterator](): Generator<string | Uint8Array | null, void, undefined> {
    yield this.filename;
    yield this.content;
    yield this.mimetype;
  }
}
