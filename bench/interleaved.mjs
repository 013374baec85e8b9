const ROUNDS = 25;
const ROUND_MS = 100;
const WARM_UP_MS = 250;

/**
 * Runs ours and the peer's in turn, so that a machine that is slow for a while is slow for both.
 * Each is a function that does its work for so many inputs, from a running number on, and resolves with what it made last.
 *
 * @param check - called with what each made and the number of its input, off the clock
 * @returns rates per second and the ratio, each the median of the rounds
 */
export async function interleaved({ ours, peer, check, rounds = ROUNDS }) {
  const sides = [await prepare("ours", ours, check), await prepare("peer", peer, check)];
  const rates = { ours: [], peer: [] };
  const ratios = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const side of round % 2 === 0 ? sides : sides.toReversed())
      rates[side.name].push(await turn(side, side.count, check));
    ratios.push(rates.ours[round] / rates.peer[round]);
  }
  return { ours: median(rates.ours), peer: median(rates.peer), ratio: median(ratios) };
}

/** Warms one side up and finds out how much of its work fills a round. */
async function prepare(name, work, check) {
  const side = { name, work, next: 0, count: 1 };
  const deadline = performance.now() + WARM_UP_MS;
  let rate = 0;
  for (let count = 1; performance.now() < deadline; count = Math.min(count * 2, 256))
    rate = await turn(side, count, check);
  side.count = Math.max(1, Math.round((rate * ROUND_MS) / 1000));
  return side;
}

async function turn(side, count, check) {
  const begun = performance.now();
  const made = await side.work(side.next, count);
  const elapsed = performance.now() - begun;
  side.next += count;
  await check(made, side.next - 1, side.name);
  return (count * 1000) / elapsed;
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
