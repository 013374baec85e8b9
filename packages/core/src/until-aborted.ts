import { AbortError } from "./errors.ts";

/** How long what was told to end, as by an abort, may take to end by itself, and to say how far it had come. */
export const ABORT_GRACE_MS = 250;

/** @throws AbortError, whose report is empty */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new AbortError(signal.reason);
}

/**
 * What a promise resolves with, unless the signal is aborted before, and the grace after it is over.
 *
 * @throws AbortError, whose report is empty
 */
export async function untilAborted<Result>(
  promise: Promise<Result>,
  signal: AbortSignal | undefined,
  graceMs = 0,
): Promise<Result> {
  if (!signal) return promise;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let abort = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    const giveUp = (): void => reject(new AbortError(signal.reason));
    abort = () => {
      if (graceMs === 0) giveUp();
      else timer = setTimeout(giveUp, graceMs);
    };
  });
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort);
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
}
