const SHOWN = 120;
/** How much of what is the same is shown before what differs. */
const BEFORE = 40;

/**
 * The first line in which two texts of octets differ, for people to read.
 *
 * @param one - a character for each octet
 * @param names - what the texts are called
 */
export function firstDifference(one, other, names) {
  const lines = linesOf(one);
  const others = linesOf(other);
  const index = firstDiffering(lines, others);
  if (index === -1) return "      built again, they have the same octets";
  const start = Math.max(0, firstDiffering(lines[index] ?? "", others[index] ?? "") - BEFORE);
  const width = Math.max(...names.map(({ length }) => length));
  const shown = [lines, others].map(
    (all, which) => `      ${names[which].padEnd(width)}  ${excerpt(all[index], start)}`,
  );
  return [`      line ${index + 1}`, ...shown].join("\n");
}

function linesOf(octets = "") {
  return Buffer.from(octets, "latin1").toString("utf8").split("\n");
}

function firstDiffering(one, other) {
  const longest = Math.max(one.length, other.length);
  return Array.from({ length: longest }, (_, index) => one[index] === other[index]).indexOf(false);
}

function excerpt(line, start) {
  if (line === undefined) return "(there is none)";
  const text = JSON.stringify(line.slice(start, start + SHOWN));
  return `${start > 0 ? "…" : ""}${text}${start + SHOWN < line.length ? "…" : ""}`;
}
