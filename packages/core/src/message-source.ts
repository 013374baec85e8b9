import type { EmailMessage } from "./message/email-message.ts";
import { ABORT_GRACE_MS, untilAborted } from "./until-aborted.ts";

/** The messages of a call. */
export type Messages = Iterable<EmailMessage> | AsyncIterable<EmailMessage>;

/** Where the messages of a call come from, in batches; no message that was taken from it is forgotten. */
export interface MessageSource {
  /**
   * The next batch; empty at the end. A source that fails gives what it gave before, and then its error.
   *
   * @throws what the source throws, AbortError
   */
  next(): Promise<readonly EmailMessage[]>;
  /** Ends a source that gave more than was asked for, and answers what was taken from it and not given on. */
  end(): Promise<readonly EmailMessage[]>;
}

/**
 * A source of batches of at most `size`. Of an async iterable a batch is what comes without waiting, so that a message
 * never waits for the one behind it; and waiting ends when the signal is aborted.
 */
export function messageSource(messages: Messages, size: number, signal: AbortSignal | undefined): MessageSource {
  if (Array.isArray(messages)) return arraySource(messages, size);
  return Symbol.asyncIterator in messages
    ? new AsyncSource(messages[Symbol.asyncIterator](), size, signal)
    : new SyncSource(messages[Symbol.iterator](), size);
}

function arraySource(messages: readonly EmailMessage[], size: number): MessageSource {
  let from = 0;
  return {
    async next() {
      const batch = messages.slice(from, from + size);
      from += batch.length;
      return batch;
    },
    async end() {
      return messages.slice(from);
    },
  };
}

class SyncSource implements MessageSource {
  readonly #iterator: Iterator<EmailMessage>;
  readonly #size: number;
  #failure: { readonly error: unknown } | undefined;
  #isOver = false;

  constructor(iterator: Iterator<EmailMessage>, size: number) {
    this.#iterator = iterator;
    this.#size = size;
  }

  async next(): Promise<readonly EmailMessage[]> {
    const batch: EmailMessage[] = [];
    try {
      while (!this.#isOver && batch.length < this.#size) {
        const { done, value } = this.#iterator.next();
        if (done) this.#isOver = true;
        else batch.push(value);
      }
    } catch (error) {
      this.#isOver = true;
      this.#failure = { error };
    }
    if (batch.length === 0 && this.#failure) throw this.#failure.error;
    return batch;
  }

  async end(): Promise<readonly EmailMessage[]> {
    if (!this.#isOver) this.#iterator.return?.();
    return [];
  }
}

class AsyncSource implements MessageSource {
  readonly #iterator: AsyncIterator<EmailMessage>;
  readonly #size: number;
  readonly #signal: AbortSignal | undefined;
  /** What was asked for and has not come. */
  #asked: Promise<IteratorResult<EmailMessage>> | undefined;
  #failure: { readonly error: unknown } | undefined;
  #isOver = false;

  constructor(iterator: AsyncIterator<EmailMessage>, size: number, signal: AbortSignal | undefined) {
    this.#iterator = iterator;
    this.#size = size;
    this.#signal = signal;
  }

  async next(): Promise<readonly EmailMessage[]> {
    const batch: EmailMessage[] = [];
    try {
      while (!this.#isOver && batch.length < this.#size) {
        this.#asked ??= Promise.resolve(this.#iterator.next());
        const isFirst = batch.length === 0;
        const result = isFirst
          ? await untilAborted(this.#asked, this.#signal)
          : await Promise.race([this.#asked, endOfTurn()]);
        if (result === undefined) break;
        this.#asked = undefined;
        if (result.done) this.#isOver = true;
        else batch.push(result.value);
      }
    } catch (error) {
      // A source that failed is over; one that was too slow for the signal is not.
      this.#isOver = !this.#signal?.aborted;
      this.#failure = { error };
    }
    if (batch.length === 0 && this.#failure) throw this.#failure.error;
    return batch;
  }

  async end(): Promise<readonly EmailMessage[]> {
    if (this.#isOver) return [];
    this.#isOver = true;
    const asked = this.#asked;
    const ended = async (): Promise<readonly EmailMessage[]> => {
      const last = await asked?.catch(() => undefined);
      await this.#iterator.return?.();
      return last && !last.done ? [last.value] : [];
    };
    const ending = ended();
    if (!asked && !this.#signal?.aborted) return ending;
    // A source that is waiting may wait for ever: it is given a moment, and left behind.
    ending.catch(() => undefined);
    return (await Promise.race([ending, pause(this.#signal?.aborted ? 0 : ABORT_GRACE_MS)])) ?? [];
  }
}

function endOfTurn(): Promise<undefined> {
  return pause(0);
}

function pause(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms));
}
