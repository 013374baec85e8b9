import { AbortError } from "./errors.ts";

/**
 * What a promise resolves with, unless the signal is aborted before.
 *
 * @throws AbortError, whose report is empty
 */
export async function untilAborted<Result>(promise: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (!signal) return promise;
  let abort = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    abort = () => reject(new AbortError(signal.reason, { sent: 0, deliveries: [] }));
  });
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort);
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
