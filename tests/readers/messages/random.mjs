/** Random choices that are the same for the same seed, on every machine (mulberry32). */
export class Random {
  #state;

  /** @param number - of the message: each has choices of its own, so that it can be made alone */
  constructor(seed, number) {
    this.#state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(number + 1, 0xc2b2ae35);
  }

  /** From 0 to 1. */
  fraction() {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  chance(probability) {
    return this.fraction() < probability;
  }

  /** A whole number, both ends included. */
  between(low, high) {
    return low + Math.floor(this.fraction() * (high - low + 1));
  }

  pick(list) {
    return list[Math.floor(this.fraction() * list.length)];
  }

  /** One of the values, as often as its weight says: `[[weight, value], …]`. */
  weighted(choices) {
    const total = choices.reduce((sum, [weight]) => sum + weight, 0);
    let left = this.fraction() * total;
    for (const [weight, value] of choices) {
      left -= weight;
      if (left < 0) return value;
    }
    return choices[0][1];
  }

  /** As many as a number says, each made anew. */
  list(count, make) {
    return Array.from({ length: count }, (_, index) => make(index));
  }

  octets(count) {
    return Uint8Array.from({ length: count }, () => this.between(0, 255));
  }

  /** Letters and digits. */
  word(length) {
    return this.list(length, () => this.between(0, 35).toString(36)).join("");
  }
}
