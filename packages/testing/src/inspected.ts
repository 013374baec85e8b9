import { inspect } from "node:util";

/**
 * A value of a test as a failure shows it, on one line and no longer than a line. Other than `describe()` of the core, which
 * promises not to, it shows what is in an object.
 */
export function inspected(value: unknown): string {
  const text = inspect(value, { depth: 0, breakLength: Number.POSITIVE_INFINITY, maxStringLength: 60 });
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
