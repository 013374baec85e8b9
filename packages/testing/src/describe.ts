import { inspect } from "node:util";

/** A value as an error shows it, on one line and no longer than a line. */
export function describe(value: unknown): string {
  const text = inspect(value, { depth: 0, breakLength: Number.POSITIVE_INFINITY, maxStringLength: 60 });
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
