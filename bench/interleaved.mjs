import { median } from "./median.mjs";

const ROUNDS = 25;
const ROUND_MS = 100;
const WARM_UP_MS = 250;
const CLOCKS = ["wall", "cpu"];

/**
 * Runs ours and the peers' in turn, so that a machine that is slow for a while is slow for all.
 * Each is a function that does its work for so many inputs, from a running number on, and resolves with `made`, what it
 * made last; one that works in a process of its own tells the `elapsed` milliseconds of its own clock too.
 *
 * @param peers - by their names
 * @param check - called with what each made, the number of its input, and "ours" or the peer's name, off the clock
 * @returns for each peer by the clock on the wall, and by the CPU time of this process: rates per second and the ratio,
 *   each the median of the rounds
 */
export async function interleaved({ ours, peers, check, rounds = ROUNDS, roundMs = ROUND_MS }) {
  const sides = [];
  for (const [name, work] of Object.entries({ ours, ...peers })) sides.push(await prepare(name, work, check, roundMs));
  const turns = Object.fromEntries(sides.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const side of round % 2 === 0 ? sides : sides.toReversed())
      turns[side.name].push(await turn(side, side.count, check));
  }
  const against = (name, clock) => {
    const [rates, peerRates] = [turns.ours, turns[name]].map((side) => side.map((rate) => rate[clock]));
    const ratios = rates.map((rate, round) => rate / peerRates[round]);
    return { ours: median(rates), peer: median(peerRates), ratio: median(ratios) };
  };
  const byClock = (name) => Object.fromEntries(CLOCKS.map((clock) => [clock, against(name, clock)]));
  return Object.fromEntries(Object.keys(peers).map((name) => [name, byClock(name)]));
}

/** Warms one side up and finds out how much of its work fills a round. */
async function prepare(name, work, check, roundMs) {
  const side = { name, work, next: 0, count: 1 };
  const deadline = performance.now() + WARM_UP_MS;
  let rate = 0;
  for (let count = 1; performance.now() < deadline; count = Math.min(count * 2, 256))
    rate = (await turn(side, count, check)).wall;
  side.count = Math.max(1, Math.round((rate * roundMs) / 1000));
  return side;
}

/** One turn of one side: how many per second it does. */
async function turn(side, count, check) {
  const [begun, cpuBegun] = [performance.now(), process.cpuUsage()];
  const { made, elapsed = performance.now() - begun } = await side.work(side.next, count);
  const { user, system } = process.cpuUsage(cpuBegun);
  side.next += count;
  await check(made, side.next - 1, side.name);
  return { wall: (count * 1000) / elapsed, cpu: (count * 1_000_000) / (user + system) };
}
