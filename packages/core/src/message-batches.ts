import type { EmailMessage } from "./message/email-message.ts";
import { untilAborted } from "./until-aborted.ts";

/** The messages of a call. */
export type Messages = Iterable<EmailMessage> | AsyncIterable<EmailMessage>;

type Batches = AsyncGenerator<readonly EmailMessage[], void, undefined>;

/**
 * Messages in batches of at most `size`. Of an async iterable a batch is what comes without waiting, so that a message
 * never waits for the one behind it; and waiting ends when the signal is aborted.
 *
 * @throws AbortError
 */
export async function* messageBatches(messages: Messages, size: number, signal?: AbortSignal): Batches {
  if (Symbol.asyncIterator in messages) {
    yield* asyncBatches(messages[Symbol.asyncIterator](), size, signal);
    return;
  }
  let batch: EmailMessage[] = [];
  for (const message of messages) {
    batch.push(message);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function* asyncBatches(iterator: AsyncIterator<EmailMessage>, size: number, signal?: AbortSignal): Batches {
  let next = iterator.next();
  let isOpen = true;
  try {
    for (;;) {
      const batch: EmailMessage[] = [];
      let result: IteratorResult<EmailMessage> | undefined = await untilAborted(next, signal);
      while (result && !result.done) {
        batch.push(result.value);
        if (batch.length === size) break;
        next = iterator.next();
        result = await Promise.race([next, endOfTurn()]);
      }
      isOpen = !result?.done;
      if (batch.length > 0) yield batch;
      if (!isOpen) return;
      if (batch.length === size) next = iterator.next();
    }
  } catch (error) {
    // A source that failed is over; one that is only slow is asked to end.
    isOpen = signal?.aborted === true;
    throw error;
  } finally {
    next.catch(() => undefined);
    const ended = isOpen ? Promise.resolve(iterator.return?.()) : undefined;
    // An aborted call does not wait for a source that may be stuck.
    if (signal?.aborted) ended?.catch(() => undefined);
    else await ended;
  }
}

function endOfTurn(): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), 0));
}
