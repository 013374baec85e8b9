const rate = (perSecond) => `${perSecond >= 1000 ? `${(perSecond / 1000).toFixed(1)}k` : perSecond.toFixed(0)}/s`;
const HEAD = ["bench", "case", "Posthorn", "peer", "ratio", "goal", "", "read back"];

/** The results for people to read. */
export function table(results, peer) {
  const rows = results.map(({ bench, case: name, ours, peer: theirs, ratio, goal, met, enforced, read }) => [
    bench,
    name,
    rate(ours),
    rate(theirs),
    `x${ratio.toFixed(ratio < 10 ? 2 : 1)}`,
    `x${goal}`,
    (met ? "met" : "unmet") + (enforced ? "" : ", not enforced"),
    `${read}`,
  ]);
  const widths = HEAD.map((title, column) =>
    Math.max(...[title, ...rows.map((row) => row[column])].map(({ length }) => length)),
  );
  const line = (cells) =>
    cells
      .map((cell, column) => (column < 2 || column === 6 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
      .join("  ")
      .trimEnd();
  return [
    `The peer is ${peer}, on Node ${process.version}. Medians of interleaved rounds.`,
    "",
    line(HEAD),
    line(widths.map((width) => "-".repeat(width))),
    ...rows.map(line),
  ].join("\n");
}
