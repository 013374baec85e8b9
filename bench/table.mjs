import { units } from "./units.mjs";

const HEAD = ["case", "Posthorn", "peer", "ratio", "goal", "", "read back", "the peer"];
const TEXTS = new Set(["case", "", "the peer"]);
const ENFORCED = "*";

/** A goal, in the unit of what it is about. */
export function shownGoal({ unit, goal: { of, least, most } }) {
  return units[of === "ratio" ? "ratio" : unit](least ?? most);
}

/** The results for people to read, on 100 columns. */
export function table(results) {
  const rows = results.map(cellsOf);
  const widths = HEAD.map((title, column) =>
    Math.max(...[title, ...rows.map((row) => row[column])].map(({ length }) => length)),
  );
  const line = (cells) =>
    cells
      .map((cell, column) => (TEXTS.has(HEAD[column]) ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
      .join("  ")
      .trimEnd();
  const lines = [`Node ${process.version}. Medians of rounds in turn. ${ENFORCED} --check fails below half of it.`];
  lines.push("", line(HEAD), line(widths.map((width) => "-".repeat(width))));
  results.forEach((result, index) => {
    const before = results[index - 1];
    if (before?.bench !== result.bench) lines.push(...(before ? [""] : []), result.bench);
    const [name, ours, ...rest] = rows[index];
    // The peers of one case share what is ours.
    const isShared = before?.bench === result.bench && before.case === result.case;
    lines.push(line(isShared ? ["", "", ...rest] : [name, ours, ...rest]));
  });
  return lines.join("\n");
}

function cellsOf(result) {
  const { case: name, unit, ours, peer, ratio, goal, met, read, wrong, against } = result;
  return [
    `  ${name}`,
    units[unit](ours),
    units[unit](peer),
    ratio === undefined ? "" : units.ratio(ratio),
    goal ? `${shownGoal(result)}${goal.enforced ? ENFORCED : " "}` : "",
    goal ? (met ? "met" : "unmet") : "",
    wrong === undefined ? `${read ?? ""}` : "wrongly",
    against,
  ];
}
