import { units } from "./units.mjs";

const HEAD = ["bench", "case", "Posthorn", "peer", "ratio", "goal", "", "read back", "the peer"];
const TEXTS = new Set(["bench", "case", "", "the peer"]);

/** The goal of a result, in the unit of what it is about. */
export function goalOf({ unit, goal: { of, least, most } }) {
  return units[of === "ratio" ? "ratio" : unit](least ?? most);
}

/** The results for people to read. */
export function table(results) {
  const rows = results.map((result) => [
    result.bench,
    result.case,
    units[result.unit](result.ours),
    units[result.unit](result.peer),
    units.ratio(result.ratio),
    result.goal ? goalOf(result) : "",
    result.goal ? (result.met ? "met" : "unmet") + (result.goal.enforced ? "" : ", not enforced") : "",
    `${result.read ?? ""}`,
    result.against,
  ]);
  const widths = HEAD.map((title, column) =>
    Math.max(...[title, ...rows.map((row) => row[column])].map(({ length }) => length)),
  );
  const line = (cells) =>
    cells
      .map((cell, column) => (TEXTS.has(HEAD[column]) ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
      .join("  ")
      .trimEnd();
  return [
    `Node ${process.version}. Medians of interleaved rounds.`,
    "",
    line(HEAD),
    line(widths.map((width) => "-".repeat(width))),
    ...rows.map(line),
  ].join("\n");
}
