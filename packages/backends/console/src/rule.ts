import { columnsOf } from "./columns.ts";
import type { Style } from "./style.ts";

const WIDTH = 79;

/** The line above a mail. */
export function mailRule(style: Style): string {
  return style("dim", "━".repeat(WIDTH));
}

/** What a mail says, so far from the left that no line of it looks like one that is printed around it. */
export function indented(lines: string): string {
  return lines.replace(/^(?!$)/gm, "  ");
}

/** The line above a part of it. */
export function rule(title: string, style: Style): string {
  return style("dim", `── ${title} ${"─".repeat(Math.max(2, WIDTH - 4 - columnsOf(title)))}`);
}
