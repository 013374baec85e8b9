import { describe } from "../describe.ts";
import { InvalidMessageError } from "../errors.ts";
import { HeaderField } from "../header/field.ts";
import { type MediaType, parseMediaType } from "../header/media-type.ts";
import { remembered } from "../remembered.ts";
import { checkCharset } from "./charset.ts";

/** A media type as a part has it, and the field that says it. */
export interface ContentType extends MediaType {
  readonly field: HeaderField;
}

type Pairs = Iterable<readonly [name: string, value: string]>;

const ofText = remembered((contentType): ContentType => {
  const { type, parameters } = parseMediaType(contentType);
  return textType(type, parameters);
});

const ofOctets = remembered((contentType): ContentType => {
  const { type, parameters } = parseMediaType(contentType);
  return withField(type, parameters);
});

const MULTIPART = /^multipart\//i;

/**
 * The content type of a part. Text gets the charset that it is written in, and a multipart a boundary of its own, unless
 * they are named.
 *
 * @param added - parameters beside those that stand in `contentType`
 * @throws InvalidMessageError, BadHeaderError, UnsupportedEncodingError; TypeError for what is of the wrong type
 */
export function contentTypeOf(contentType: string, added: Pairs | undefined, isText: boolean): ContentType {
  if (added === undefined && !MULTIPART.test(contentType)) return isText ? ofText(contentType) : ofOctets(contentType);
  const { type, parameters: written } = parseMediaType(contentType);
  const parameters = added === undefined ? written : withParameters(type, written, added);
  if (isText) return textType(type, parameters);
  if (!MULTIPART.test(type) || parameters.has("boundary")) return withField(type, parameters);
  return withField(type, new Map([...parameters, ["boundary", `=_${crypto.randomUUID()}`]]));
}

function withParameters(type: string, written: ReadonlyMap<string, string>, added: Pairs): ReadonlyMap<string, string> {
  const parameters = new Map(written);
  for (const [name, value] of pairsOf(added)) {
    if (parameters.has(name))
      throw new InvalidMessageError(`A media type has each parameter once; ${describe(name)} stands in ${type} twice.`);
    parameters.set(name, value);
  }
  return parameters;
}

/** The content type of what is given as text, with the charset in which it is written: of text always, else where one is named. */
function textType(type: string, parameters: ReadonlyMap<string, string>): ContentType {
  const named = parameters.get("charset");
  if (named === undefined && !type.startsWith("text/")) return withField(type, parameters);
  const charset = (named ?? "utf-8").toLowerCase();
  // ASCII too would be read as another text under the name of a set that is none of ours, such as utf-7.
  checkCharset(charset);
  return withField(type, new Map([...parameters, ["charset", charset]]));
}

function withField(type: string, parameters: ReadonlyMap<string, string>): ContentType {
  return { type, parameters, field: HeaderField.parameterized("Content-Type", type, parameters) };
}

/** Parameters by their names, of which the letter case means nothing (RFC 2045, 5.1). */
function pairsOf(given: Pairs): readonly (readonly [name: string, value: string])[] {
  if (typeof given !== "object" || given === null || !(Symbol.iterator in given)) throw noPairs(given);
  return Array.from(given, (pair) => {
    const [name, value] = Array.isArray(pair) ? pair : [];
    if (typeof name !== "string" || typeof value !== "string") throw noPairs(pair);
    return [name.toLowerCase(), value];
  });
}

function noPairs(got: unknown): TypeError {
  return new TypeError(`parameters are pairs of texts, such as [["name", "report.pdf"]]; got ${describe(got)}.`);
}
