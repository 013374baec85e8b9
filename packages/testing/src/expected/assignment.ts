/** What of two lists remains where each wanted thing takes one that fits it. */
export interface Remainder<Wanted, Given> {
  /** Wanted, with none left that fits. */
  readonly missing: readonly Wanted[];
  /** Given, and taken by none. */
  readonly left: readonly Given[];
}

/**
 * Gives each wanted thing one that fits it, to as many as can be: who fits several gives way to who fits one (Kuhn's
 * augmenting paths).
 */
export function assign<Wanted, Given>(
  wanted: readonly Wanted[],
  given: readonly Given[],
  fits: (given: Given, wanted: Wanted) => boolean,
): Remainder<Wanted, Given> {
  const takenBy = new Map<number, Wanted>();
  const missing = wanted.filter((one) => !take(one, new Set()));
  return { missing, left: given.filter((_, index) => !takenBy.has(index)) };

  function take(one: Wanted, asked: Set<number>): boolean {
    const fitting = given.flatMap((other, index) => (!asked.has(index) && fits(other, one) ? [index] : []));
    const free = fitting.find((index) => !takenBy.has(index));
    const found = free ?? fitting.find((index) => !asked.has(index) && givesWay(index, asked));
    if (found === undefined) return false;
    takenBy.set(found, one);
    return true;
  }

  function givesWay(index: number, asked: Set<number>): boolean {
    asked.add(index);
    const owner = takenBy.get(index);
    return owner !== undefined && take(owner, asked);
  }
}
