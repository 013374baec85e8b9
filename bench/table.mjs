import { columns } from "../scripts/columns.mjs";
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
  const rows = results.map((result, index) => {
    const [name, ours, ...rest] = cellsOf(result);
    // The peers of one case share what is ours.
    return isOfOneCase(result, results[index - 1]) ? ["", "", ...rest] : [name, ours, ...rest];
  });
  const [head, rule, ...lines] = columns(HEAD, rows, TEXTS);
  const shown = [`Node ${process.version}. Medians of rounds in turn. ${ENFORCED} --check fails below half of it.`];
  shown.push("", head, rule);
  results.forEach(({ bench }, index) => {
    const before = results[index - 1]?.bench;
    if (before !== bench) shown.push(...(before ? [""] : []), bench);
    shown.push(lines[index]);
  });
  return shown.join("\n");
}

function isOfOneCase(result, before) {
  return before?.bench === result.bench && before.case === result.case;
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
