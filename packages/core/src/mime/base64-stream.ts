import { base64Length, LINE_OCTETS, writeBase64 } from "../base64.ts";
import { unlessLate } from "./unless-late.ts";

/** What is written at a time: whole lines, and few enough to wait for the network in memory. */
export const CHUNK_OCTETS: number = LINE_OCTETS * 1024;
/** How long octets wait for more to be written with: a server that hears nothing gives up (RFC 5321, 4.5.3.2.7). */
const GATHER_MS = 100;

/** A stream as base64: small chunks together, unless they come slowly. What does not fill its last line waits for more. */
export async function* base64Stream(
  chunks: AsyncGenerator<Uint8Array, void, undefined>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const gathered = new Gathered();
  try {
    let next = chunks.next();
    for (;;) {
      const result = gathered.isLine ? await unlessLate(next, gathered.leftMs) : await next;
      if (result === undefined) {
        yield gathered.takeLines();
        continue;
      }
      if (result.done) break;
      yield* gathered.add(result.value);
      // Not before: the source may fill the same memory again.
      next = chunks.next();
    }
    if (!gathered.isEmpty) yield gathered.take();
  } finally {
    await chunks.return();
  }
}

/** Octets as base64. */
export function base64Of(octets: Uint8Array, from = 0, end: number = octets.length): Uint8Array {
  const out = new Uint8Array(base64Length(end - from));
  writeBase64(octets, from, end, out, 0);
  return out;
}

/** Octets that wait to be written. */
class Gathered {
  readonly #octets = new Uint8Array(CHUNK_OCTETS);
  #length = 0;
  #since = 0;

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  get isLine(): boolean {
    return this.#length >= LINE_OCTETS;
  }

  /** How long they may wait yet. */
  get leftMs(): number {
    return Math.max(this.#since + GATHER_MS - performance.now(), 0);
  }

  /** Adds a chunk; gives as base64 what is enough to be written. */
  *add(chunk: Uint8Array): Generator<Uint8Array, void, undefined> {
    let rest = chunk;
    if (!this.isEmpty || rest.length < CHUNK_OCTETS) rest = this.#keep(rest);
    if (this.#length === CHUNK_OCTETS) yield this.take();
    if (rest.length >= CHUNK_OCTETS) {
      const end = rest.length - (rest.length % LINE_OCTETS);
      yield base64Of(rest, 0, end);
      rest = rest.subarray(end);
    }
    if (rest.length > 0) this.#keep(rest);
  }

  /** All of them, as base64. */
  take(): Uint8Array {
    const base64 = base64Of(this.#octets, 0, this.#length);
    this.#length = 0;
    return base64;
  }

  /** Those that fill lines, as base64. */
  takeLines(): Uint8Array {
    const end = this.#length - (this.#length % LINE_OCTETS);
    const base64 = base64Of(this.#octets, 0, end);
    this.#octets.copyWithin(0, end, this.#length);
    this.#length -= end;
    this.#since = performance.now();
    return base64;
  }

  /** Keeps what there is room for; answers the rest. */
  #keep(octets: Uint8Array): Uint8Array {
    if (this.isEmpty) this.#since = performance.now();
    const kept = octets.subarray(0, CHUNK_OCTETS - this.#length);
    this.#octets.set(kept, this.#length);
    this.#length += kept.length;
    return octets.subarray(kept.length);
  }
}
