import { visible } from "@posthorn/console/reading";

/** A list of a thousand recipients tells nobody anything. */
const WIDEST = 400;

/** A line, no longer than a few of a screen; what a terminal would obey has become a symbol. */
export function shownLine(line: string): string {
  const { length } = line;
  return visible(length > WIDEST ? `${line.slice(0, WIDEST)}… (${length} characters)` : line);
}
