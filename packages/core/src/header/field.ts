import { parseMailbox } from "../address/mailbox.ts";
import { shownMailbox } from "../address/shown-mailbox.ts";
import { controlCharacter } from "../control-character.ts";
import { describe } from "../describe.ts";
import { BadHeaderError, InvalidMessageError } from "../errors.ts";
import { encodeMailbox } from "./encoded-mailbox.ts";
import { encodeWords, standsAsItIs } from "./encoded-word.ts";
import { canBeFolded, fold } from "./folding.ts";
import { formatParameter } from "./parameter.ts";

// ftext (RFC 5322, 2.2); a name that does not fit on a line cannot be folded, and one that begins with two dashes may
// be taken for the delimiter of a multipart (RFC 2046, 5.1.1).
const NAME = /^(?!--)[!-9;-~]{1,76}$/;
// A token (RFC 2045, 5.1), or two with a slash between them
const VALUE = /^[!#$%&'*+.^`{|}~\w-]+(?:\/[!#$%&'*+.^`{|}~\w-]+)?$/;
// attribute-char (RFC 2231, 7): a name that ends in a star says how its value is written
const PARAMETER_NAME = /^[!#$&+.^`{|}~\w-]+$/;
const PRINTABLE_ASCII = /^[\t -~]*$/;
/** The octets of a word and of the field's name beside it, less the line break (RFC 5322, 2.1.1). */
const LONGEST = 998 - 78;
const NO_PARAMETERS: ReadonlyMap<string, string> = new Map();
/** What the constructor is called with here, and nowhere else: it writes what it is given. */
const HERE = Symbol("HeaderField");

/** A header field (RFC 5322, 2.2). It cannot hold a line break. */
export class HeaderField {
  readonly name: string;
  /** What the field says, decoded, such as `Chère maman`. */
  readonly value: string;
  /** What stands on the wire, unfolded, such as `=?utf-8?q?Ch=C3=A8re_maman?=`. */
  readonly body: string;
  /** Whether it stands on the wire in ASCII, as all do but those of addresses that need SMTPUTF8. */
  readonly isAscii: boolean;

  readonly #parameters: ReadonlyMap<string, string>;
  /** The same fields stand in many mails, and a mail is often written twice. */
  #lines: string | undefined;

  /** @param isSound - whether the body is known to be ASCII that can be folded */
  private constructor(
    from: symbol,
    name: string,
    value: string,
    body: string,
    parameters = NO_PARAMETERS,
    isSound = false,
  ) {
    if (from !== HERE)
      throw new TypeError("A header field is made by HeaderField.unstructured(), mailboxes() or parameterized().");
    this.isAscii = isSound || PRINTABLE_ASCII.test(body);
    if (!isSound) checkBody(name, body, this.isAscii);
    this.name = name;
    this.value = value;
    this.body = body;
    this.#parameters = parameters;
    Object.freeze(this);
  }

  /**
   * A field of free text, such as Subject; written as encoded-words where a reader would not get back the same text.
   *
   * @throws BadHeaderError, InvalidMessageError
   */
  static unstructured(name: string, value: string): HeaderField {
    checkName(name);
    if (typeof value === "string" && standsAsItIs(value))
      return new HeaderField(HERE, name, value, value, NO_PARAMETERS, true);
    checkValue(name, value);
    return new HeaderField(HERE, name, value, encodeWords(value, name.length + 2), NO_PARAMETERS, true);
  }

  /**
   * A field of mailboxes, such as To.
   *
   * @param mailboxes - each exactly one
   * @param what - what errors call a mailbox
   * @throws BadAddressError, BadHeaderError; InvalidMessageError if there is none (RFC 5322, 3.6.3); TypeError if it is no list
   */
  static mailboxes(name: string, mailboxes: readonly string[], what: string = name): HeaderField {
    checkName(name);
    checkList(`The mailboxes of ${name}`, mailboxes);
    if (mailboxes.length === 0)
      throw new InvalidMessageError(`${name} has at least one mailbox; leave it out for none.`);
    let value = "";
    let body = "";
    for (const mailbox of mailboxes) {
      const parsed = parseMailbox(mailbox, what);
      const separator = value === "" ? "" : ", ";
      value += separator + shownMailbox(parsed);
      body += separator + encodeMailbox(parsed, separator === "" ? name.length + 2 : 1);
    }
    return new HeaderField(HERE, name, value, body);
  }

  /**
   * A field of a value and parameters, such as Content-Type; a parameter that is not plain ASCII is written by RFC 2231.
   *
   * @throws BadHeaderError, InvalidMessageError; TypeError if the parameters are no list of pairs
   */
  static parameterized(name: string, value: string, parameters: Iterable<readonly [string, string]>): HeaderField {
    checkName(name);
    checkList(`The parameters of ${name}`, parameters);
    checkToken(name, value, VALUE);
    let shown = value;
    let body = value;
    const all = new Map<string, string>();
    for (const [parameter, text] of parameters) {
      checkToken(name, parameter, PARAMETER_NAME);
      checkValue(`${parameter} of ${name}`, text);
      // RFC 2045, 5.1: the case of a parameter's name means nothing.
      const key = parameter.toLowerCase();
      if (all.has(key)) throw new InvalidMessageError(`${name} has the parameter ${parameter} twice.`);
      all.set(key, text);
      shown += `; ${parameter}=${JSON.stringify(text)}`;
      for (const piece of formatParameter(parameter, text)) body += `; ${piece}`;
    }
    return new HeaderField(HERE, name, shown, body, all);
  }

  /** Whether a value was made by this class: what else writes itself may write anything. */
  static isGenuine(value: unknown): value is HeaderField {
    return typeof value === "object" && value !== null && #parameters in value;
  }

  /** A copy of the parameters of a field that was made with them, such as `filename`, by their names in lower case. */
  get parameters(): ReadonlyMap<string, string> {
    return new Map(this.#parameters);
  }

  /** The field as it stands on the wire, folded, with its last line break. */
  toString(): string {
    this.#lines ??= fold(this.name, this.body);
    return this.#lines;
  }
}

function checkBody(name: string, body: string, isAscii: boolean): void {
  if ((isAscii || controlCharacter(body) === undefined) && canBeFolded(body, LONGEST)) return;
  throw new BadHeaderError(
    `The header ${name} cannot be written on lines of at most 998 octets (RFC 5322, 2.1.1): ${describe(body)}.`,
  );
}

function checkName(name: string): void {
  // An expression would test what an object says of itself, which may be another thing when it is written.
  if (typeof name !== "string") throw new TypeError(`The name of a header must be a string; got ${describe(name)}.`);
  if (NAME.test(name)) return;
  throw new BadHeaderError(
    `A header name is made of 1 to 76 printable ASCII characters without a colon, and does not begin with two dashes; got ${describe(name)}.`,
  );
}

function checkList(what: string, value: unknown): void {
  if (typeof value === "object" && value !== null && Symbol.iterator in value) return;
  throw new TypeError(`${what} are given as a list; got ${describe(value)}.`);
}

function checkToken(name: string, token: string, form: RegExp): void {
  checkValue(name, token);
  if (form.test(token)) return;
  throw new InvalidMessageError(`${describe(token)} cannot stand in ${name} as a value or as a parameter's name.`);
}

function checkValue(what: string, value: string): void {
  if (typeof value !== "string") {
    throw new TypeError(`The value of the header ${what} must be a string; got ${describe(value)}.`);
  }
  if (controlCharacter(value) !== undefined) {
    throw new BadHeaderError(
      `Header values must not contain line breaks or other control characters; got ${describe(value)} for ${what}.`,
    );
  }
  if (!value.isWellFormed()) {
    throw new InvalidMessageError(
      `The value of ${what} holds half of a surrogate pair, which no encoding can carry: ${describe(value)}.`,
    );
  }
}
