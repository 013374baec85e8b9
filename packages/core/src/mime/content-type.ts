import { HeaderField } from "../header/field.ts";
import { type MediaType, parseMediaType } from "../header/media-type.ts";
import { remembered } from "../remembered.ts";
import { checkCharset } from "./charset.ts";

/** A media type as a part has it, and the field that says it. */
export interface ContentType extends MediaType {
  readonly field: HeaderField;
}

const MULTIPART = /^multipart\//i;

/** The content type of what is given as text; where it is text, with the charset in which it is written. */
const ofText = remembered((contentType): ContentType => {
  const { type, parameters } = parseMediaType(contentType);
  if (!type.startsWith("text/")) return withField(type, parameters);
  const charset = (parameters.get("charset") ?? "utf-8").toLowerCase();
  // ASCII too would be read as another text under the name of a set that is none of ours, such as utf-7.
  checkCharset(charset);
  return withField(type, new Map([...parameters, ["charset", charset]]));
});

const ofOctets = remembered((contentType): ContentType => {
  const { type, parameters } = parseMediaType(contentType);
  return withField(type, parameters);
});

/**
 * The content type of a part. Text gets the charset that it is written in, and a multipart a boundary of its own, unless
 * they are named.
 *
 * @throws InvalidMessageError, BadHeaderError
 */
export function contentTypeOf(contentType: string, isText: boolean): ContentType {
  if (!MULTIPART.test(contentType)) return isText ? ofText(contentType) : ofOctets(contentType);
  const { type, parameters } = parseMediaType(contentType);
  const boundary = parameters.get("boundary") ?? `=_${crypto.randomUUID()}`;
  return withField(type, new Map([...parameters, ["boundary", boundary]]));
}

function withField(type: string, parameters: ReadonlyMap<string, string>): ContentType {
  return { type, parameters, field: HeaderField.parameterized("Content-Type", type, parameters) };
}
