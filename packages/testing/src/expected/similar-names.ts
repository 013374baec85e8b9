/**
 * What to say of options that do not exist, but are spelled nearly like one that does.
 *
 * @param advice - what to say of names that are another's for the same thing
 */
export function adviceFor(
  options: unknown,
  names: readonly string[],
  advice: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  if (typeof options !== "object" || options === null) return advice;
  const near = Object.keys(options).flatMap((name): (readonly [string, string])[] => {
    const [best] = names
      .map((candidate) => ({ candidate, steps: stepsBetween(name.toLowerCase(), candidate.toLowerCase()) }))
      .sort((one, other) => one.steps - other.steps);
    return best && best.steps <= Math.min(2, best.candidate.length / 2)
      ? [[name, `Did you mean ${best.candidate}?`]]
      : [];
  });
  return { ...Object.fromEntries(near), ...advice };
}

/** How many letters must be added, left out or changed to make one of the other (Levenshtein's distance). */
function stepsBetween(one: string, other: string): number {
  // No name is as long: a long one is no misspelling.
  if (one.length > 30) return one.length;
  let steps = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...one].entries()) {
    const next = [row + 1];
    for (const [column, wanted] of [...other].entries()) {
      const changed = (steps[column] ?? 0) + (letter === wanted ? 0 : 1);
      next.push(Math.min(changed, (steps[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    steps = next;
  }
  return steps[other.length] ?? 0;
}
