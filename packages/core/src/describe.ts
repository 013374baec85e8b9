// What JSON.stringify leaves as it is, though it does not show or breaks a line.
const UNSEEN = /[\x7f-\x9f\u2028\u2029]/g;
const SHOWN = 80;

/** A value as an error shows it: on one line, escaped, cut after 80 characters. */
export function describe(value: unknown): string {
  if (typeof value === "string") {
    return JSON.stringify(value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value).replace(UNSEEN, escaped);
  }
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" || typeof value === "function"
    ? `a value of type ${typeof value}`
    : `${typeof value} ${String(value)}`;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
