import { describe } from "../describe.ts";
import { InvalidMessageError } from "../errors.ts";
import { HeaderField } from "../header/field.ts";

const VERSION = "mime-version";
const TYPE = "content-type";
const ENCODING = "content-transfer-encoding";

/**
 * The fields that a part has beside those that are made from its content, as they were given.
 *
 * @throws TypeError for what is no field, InvalidMessageError for one that is the part's own
 */
export function furtherFields(headers: Iterable<HeaderField>): HeaderField[] {
  const fields = listed(headers);
  let versions = 0;
  for (const field of fields) {
    if (!HeaderField.isGenuine(field))
      throw new TypeError(`headers must be made of HeaderFields; got ${describe(field)}.`);
    // Few names are as long as one of these, so that few are made lower-case.
    const { length } = field.name;
    if (length !== VERSION.length && length !== TYPE.length && length !== ENCODING.length) continue;
    const name = field.name.toLowerCase();
    if (name === VERSION) versions += 1;
    if (versions > 1 || name === TYPE || name === ENCODING)
      throw new InvalidMessageError(`A part has one ${name}, which is made from its content; leave it out of headers.`);
  }
  return fields;
}

/** Fields without those of a part that are made anew: the same fields, not others of their names. @throws TypeError */
export function withoutFields(headers: Iterable<HeaderField>, own: readonly HeaderField[]): readonly HeaderField[] {
  return listed(headers).filter((field) => !own.includes(field));
}

function listed(headers: Iterable<HeaderField>): HeaderField[] {
  if (typeof headers === "object" && headers !== null && Symbol.iterator in headers) return [...headers];
  throw new TypeError(
    `headers must be a list of HeaderFields, such as [HeaderField.unstructured("X-Tag", "a")]; got ${describe(headers)}.`,
  );
}
