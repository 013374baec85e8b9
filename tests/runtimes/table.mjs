const HEAD = ["runtime", "version", "messages", "same", "different", "sending", "seconds"];
const NUMBERS = new Set(["messages", "same", "different", "seconds"]);

/** The results of the runtimes, for people to read. */
export function table(results) {
  const rows = results.map(({ name, version, digests, differing, sending, seconds, failure }) =>
    failure
      ? [name, version ?? "", "", "", "", "cannot be run", ""]
      : [
          ...[name, version, `${Object.keys(digests).length}`],
          ...[`${Object.keys(digests).length - differing.length}`, `${differing.length}`],
          ...[sending.length === 0 ? "works" : "fails", seconds.toFixed(1)],
        ],
  );
  const widths = HEAD.map((title, column) =>
    Math.max(...[title, ...rows.map((row) => row[column])].map(({ length }) => length)),
  );
  const line = (cells) =>
    cells
      .map((cell, column) => (NUMBERS.has(HEAD[column]) ? cell.padStart(widths[column]) : cell.padEnd(widths[column])))
      .join("  ")
      .trimEnd();
  return [line(HEAD), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
