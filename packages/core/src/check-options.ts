import { describe } from "./describe.ts";
import { isPlainObject } from "./is-plain-object.ts";
import { didYouMean } from "./similar-name.ts";

/**
 * Refuses an option that does not exist, for callers whom no compiler tells: what is misspelled would be ignored.
 * Holds `failSilently` and `signal`, which mean the same everywhere, to their types.
 *
 * @param what - who takes the options, such as `sendMail()`
 * @param advice - what to say of names that are another's for the same thing
 * @throws TypeError naming the option and those that exist
 */
export function checkOptions(
  what: string,
  options: object,
  names: readonly string[],
  advice: Readonly<Record<string, string>> = {},
): void {
  if (!isPlainObject(options)) throw new TypeError(`The options of ${what} are an object; got ${describe(options)}.`);
  for (const name of Object.keys(options)) {
    if (names.includes(name)) continue;
    const meant = Object.hasOwn(advice, name) ? ` ${advice[name]}` : didYouMean(name, names);
    throw new TypeError(`${what} takes no option ${describe(name)}; it takes ${names.join(", ")}.${meant}`);
  }
  const { failSilently, signal }: { readonly failSilently?: unknown; readonly signal?: unknown } = options;
  if (failSilently !== undefined && typeof failSilently !== "boolean")
    throw new TypeError(`failSilently must be true or false; got ${describe(failSilently)}.`);
  if (signal !== undefined && !isSignal(signal))
    throw new TypeError(`signal must be an AbortSignal; got ${describe(signal)}.`);
}

/** By what it can do: a signal of another realm is one too. */
function isSignal(value: unknown): boolean {
  return typeof value === "object" && value !== null && "aborted" in value && "removeEventListener" in value;
}

/** What the base takes of every backend, and what `authUser` and `authPassword` of a call become for any backend. */
const OF_EVERY_BACKEND = ["failSilently", "username", "password"];

/**
 * `checkOptions` for a backend's constructor, with the options that every backend is given.
 *
 * @param names - the backend's own options
 * @throws TypeError naming the option and those that exist
 */
export function checkBackendOptions(what: string, options: object, names: readonly string[] = []): void {
  checkOptions(what, options, [...new Set([...names, ...OF_EVERY_BACKEND])]);
}
