import { ABORT_GRACE_MS, untilAborted } from "./until-aborted.ts";

interface Attempt {
  readonly done: Promise<void>;
  readonly signal: AbortSignal | undefined;
}

/** Something that is done once at a time: who comes meanwhile waits for it, and shares its failure. */
export class SharedAttempt {
  #current: Attempt | undefined;

  /**
   * Who gave up by its own signal leaves it to the next.
   *
   * @throws what `action` throws, AbortError
   */
  async run(signal: AbortSignal | undefined, action: () => Promise<void>): Promise<void> {
    const others = this.#current;
    if (others) {
      try {
        return await untilAborted(others.done, signal);
      } catch (error) {
        if (signal?.aborted || !others.signal?.aborted) throw error;
        return this.run(signal, action);
      }
    }
    const done = (async () => action())().finally(() => {
      this.#current = undefined;
    });
    this.#current = { done, signal };
    await untilAborted(done, signal, ABORT_GRACE_MS);
  }
}
