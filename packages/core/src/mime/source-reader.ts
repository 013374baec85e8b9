import { ABORT_GRACE_MS } from "../until-aborted.ts";
import { unlessLate } from "./unless-late.ts";

/** Reads a source chunk by chunk, and can be told to stop while the source gives nothing. */
export class SourceReader {
  readonly #read: () => PromiseLike<IteratorResult<unknown, unknown>>;
  readonly #end: () => unknown;
  /** Ends a source that is waited for, where `return()` of a generator would wait as well. */
  readonly #destroy: () => unknown;
  #isWaiting = false;
  #isOver = false;
  #stopped: { readonly reason: Error } | undefined;
  #reject: (reason: Error) => void = () => undefined;

  constructor(stream: ReadableStream<unknown> | AsyncIterable<unknown>) {
    // Not every runtime lets `for await` read a stream of the Web.
    if ("getReader" in stream) {
      const reader = stream.getReader();
      this.#read = () => reader.read();
      this.#end = () => reader.cancel();
      this.#destroy = this.#end;
      return;
    }
    const iterator = stream[Symbol.asyncIterator]();
    this.#read = () => iterator.next();
    this.#end = () => iterator.return?.();
    this.#destroy = () => {
      // A stream of Node, whose iterator is a generator.
      if ("destroy" in stream && typeof stream.destroy === "function") stream.destroy();
      return this.#end();
    };
  }

  /**
   * The next chunk.
   *
   * @throws what the source throws, or the reason for which it was stopped
   */
  async next(): Promise<IteratorResult<unknown, unknown>> {
    if (this.#stopped) throw this.#stopped.reason;
    this.#isWaiting = true;
    try {
      const result = await new Promise<IteratorResult<unknown, unknown>>((resolve, reject) => {
        this.#reject = reject;
        // What stops it is no promise to race against: that would keep each chunk for as long as it lives.
        Promise.resolve(this.#read()).then(resolve, reject);
      });
      this.#isOver = result.done === true;
      return result;
    } catch (error) {
      this.#isOver = true;
      throw error;
    } finally {
      this.#isWaiting = false;
    }
  }

  /** Ends the source, though it may be waited for; who waits, or asks for more, is told the reason. */
  stop(reason: Error): void {
    if (this.#isOver || this.#stopped) return;
    this.#stopped = { reason };
    if (!this.#isWaiting) return;
    this.#reject(reason);
    ended(this.#destroy);
  }

  /** Ends a source that was not read to its end; waits for its own end, as long as for anything that is told to end. */
  async end(): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    await unlessLate(ended(this.#end), ABORT_GRACE_MS);
  }
}

/** What a source throws when it is ended is of no use: why it is ended is known. */
async function ended(end: () => unknown): Promise<void> {
  try {
    await end();
  } catch {}
}
