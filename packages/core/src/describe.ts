// What JSON.stringify leaves as it is, though it does not show or breaks a line.
const UNSEEN = /[\x7f-\x9f\u2028\u2029]|\p{Cf}/gu;
const SHOWN = 80;
/** What stands before the host in a URL. */
const LOGIN = /\/\/[^/?#\s]*@/g;

/** A value as an error shows it: on one line, escaped, cut after 80 characters; of an object what it is, never what is in it. */
export function describe(value: unknown): string {
  if (typeof value === "string") {
    const shown = value.replace(LOGIN, "//***@");
    return JSON.stringify(shown.length > SHOWN ? `${shown.slice(0, SHOWN)}…` : shown).replace(UNSEEN, escaped);
  }
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  if (value instanceof Promise) return "a promise, before which an await is missing";
  if (typeof value === "function") return "a function";
  if (typeof value === "symbol") return "a symbol";
  return typeof value === "object" ? describeObject(value) : `${typeof value} ${String(value)}`;
}

function describeObject(value: object): string {
  const made: unknown = Object.getPrototypeOf(value)?.constructor;
  const name = typeof made === "function" && made !== Object ? made.name : "";
  return /^[A-Za-z_$][\w$]{0,60}$/.test(name) ? `an instance of ${name}` : "an object";
}

function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`,
  ).join("");
}
