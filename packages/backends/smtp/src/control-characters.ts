// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const CONTROL = /[\0-\x1f\x7f-\x9f]/g;

/** A text of a server, in which what a terminal would obey, or a log take for a line of its own, is a blank. */
export function withoutControlCharacters(text: string): string {
  return text.replace(CONTROL, " ");
}
