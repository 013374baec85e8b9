/** The timers as they were before a test could put fake ones in their place. */
export const setRealTimeout: typeof setTimeout = globalThis.setTimeout;
export const clearRealTimeout: typeof clearTimeout = globalThis.clearTimeout;

/** Whether a test has put fake timers in the place of the real ones. */
export function areTimersFaked(): boolean {
  return globalThis.setTimeout !== setRealTimeout;
}
