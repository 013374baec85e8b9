import { BadHeaderError } from "@posthorn/core";
import { HeaderField } from "@posthorn/core/mime";

/** The source without the line break with which an editor ends a file. */
export function withoutLastLineBreak(source: string): string {
  return source.replace(/\r?\n$/, "");
}

/**
 * The subject, if it can be one: a value with a line break could add a header (RFC 5322, 2.2), and so a recipient.
 *
 * @throws BadHeaderError
 */
export function oneLine(subject: string, file: string): string {
  try {
    return HeaderField.unstructured("Subject", subject).value;
  } catch (error) {
    if (!(error instanceof BadHeaderError)) throw error;
    throw new BadHeaderError(
      `${file} must give one line without control characters. ${error.message} Look at the values of the context; {{~ and ~}} remove line breaks of the file.`,
    );
  }
}
