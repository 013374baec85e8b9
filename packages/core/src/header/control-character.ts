// Every C0 control but the tab, DEL, and what Unicode calls a line or paragraph separator.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const CONTROL = /[\0-\x08\x0a-\x1f\x7f\x85\u2028\u2029]/;

/** The first character of `text` that must never stand in a header (RFC 5322, 2.2), if there is one. */
export function controlCharacter(text: string): string | undefined {
  return CONTROL.exec(text)?.[0];
}

/** A value as an error shows it: on one line, escaped, cut after 80 characters. */
export function describe(value: unknown): string {
  if (typeof value !== "string")
    return value === null
      ? "null"
      : Array.isArray(value)
        ? "an array"
        : typeof value === "object"
          ? "an object"
          : `${typeof value} ${String(value)}`;
  return JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value);
}
