import { median } from "./median.mjs";

const ROUNDS = 25;
const ROUND_MS = 100;
const WARM_UP_MS = 250;
const CLOCKS = ["wall", "cpu"];

/**
 * Runs ours and the peer's in turn, so that a machine that is slow for a while is slow for both.
 * Each is a function that does its work for so many inputs, from a running number on, and resolves with what it made last.
 *
 * @param check - called with what each made and the number of its input, off the clock
 * @returns by the clock on the wall, and by the CPU time of this process: rates per second and the ratio, each the median
 *   of the rounds
 */
export async function interleaved({ ours, peer, check, rounds = ROUNDS }) {
  const sides = [await prepare("ours", ours, check), await prepare("peer", peer, check)];
  const turns = { ours: [], peer: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const side of round % 2 === 0 ? sides : sides.toReversed())
      turns[side.name].push(await turn(side, side.count, check));
  }
  const [wall, cpu] = CLOCKS.map((clock) => {
    const [rates, peerRates] = [turns.ours, turns.peer].map((side) => side.map((rate) => rate[clock]));
    const ratios = rates.map((rate, round) => rate / peerRates[round]);
    return { ours: median(rates), peer: median(peerRates), ratio: median(ratios) };
  });
  return { wall, cpu };
}

/** Warms one side up and finds out how much of its work fills a round. */
async function prepare(name, work, check) {
  const side = { name, work, next: 0, count: 1 };
  const deadline = performance.now() + WARM_UP_MS;
  let rate = 0;
  for (let count = 1; performance.now() < deadline; count = Math.min(count * 2, 256))
    rate = (await turn(side, count, check)).wall;
  side.count = Math.max(1, Math.round((rate * ROUND_MS) / 1000));
  return side;
}

/** One turn of one side: how many per second it does. */
async function turn(side, count, check) {
  const [begun, cpuBegun] = [performance.now(), process.cpuUsage()];
  const made = await side.work(side.next, count);
  const [elapsed, { user, system }] = [performance.now() - begun, process.cpuUsage(cpuBegun)];
  side.next += count;
  await check(made, side.next - 1, side.name);
  return { wall: (count * 1000) / elapsed, cpu: (count * 1_000_000) / (user + system) };
}
