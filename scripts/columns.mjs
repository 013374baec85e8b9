/**
 * Rows of cells as lines of columns, below a head and a rule.
 *
 * @param texts - the titles of the columns that are text; those of numbers stand to the right
 */
export function columns(head, rows, texts) {
  const widths = head.map((title, column) =>
    Math.max(...[title, ...rows.map((row) => row[column])].map(({ length }) => length)),
  );
  const line = (cells) =>
    cells
      .map((cell, column) => (texts.has(head[column]) ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
      .join("  ")
      .trimEnd();
  return [head, widths.map((width) => "-".repeat(width)), ...rows].map(line);
}
