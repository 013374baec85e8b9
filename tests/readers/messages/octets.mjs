// Around what fills a line of base64 (57 octets are 76 characters), and a quantum of it
const SIZES = [0, 1, 2, 3, 4, 5, 54, 55, 56, 57, 58, 75, 76, 77, 113, 114, 115, 171, 570, 1000];
const LARGE = 150_000;

/** Octets of any value, of a size that is a limit of an encoding, seldom a large one. */
export function randomOctets(random) {
  const size = random.weighted([
    [10, () => random.pick(SIZES)],
    [5, () => random.between(0, 400)],
    [0.05, () => random.between(LARGE / 3, LARGE)],
  ])();
  return random.octets(size);
}
