// Every C0 control but the tab, DEL, and what Unicode calls a line or paragraph separator.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const CONTROL = /[\0-\x08\x0a-\x1f\x7f\x85\u2028\u2029]/;

/** The first character of `text` that must never stand in a header (RFC 5322, 2.2), if there is one. */
export function controlCharacter(text: string): string | undefined {
  return CONTROL.exec(text)?.[0];
}
