const CHUNKS = [1, 2, 3, 7, 19, 56, 57, 58, 64, 76, 1000];

/** Octets as something that is read when the message is sent, in chunks of odd sizes: `{ content, isRepeatable }`. */
export function randomStream(random, octets, type) {
  const chunks = chunksOf(random, octets);
  return random.weighted([
    [3, () => ({ content: new Blob([octets], { type }), isRepeatable: true })],
    [2, () => ({ content: { size: octets.length, stream: () => each(chunks) }, isRepeatable: true })],
    [3, () => ({ content: each(chunks), isRepeatable: false })],
    [2, () => ({ content: ReadableStream.from(chunks), isRepeatable: false })],
  ])();
}

function chunksOf(random, octets) {
  const chunks = [];
  for (let from = 0; from < octets.length; ) {
    const end = from + random.pick(CHUNKS);
    chunks.push(octets.subarray(from, end));
    from = end;
    if (random.chance(0.05)) chunks.push(new Uint8Array());
  }
  return chunks;
}

async function* each(chunks) {
  yield* chunks;
}
