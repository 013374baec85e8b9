/**
 * The files that are still being read, by the draft that gets them; rejected once one of them could not be.
 * No field of the draft: its copies have nothing to wait for.
 */
export const pendingFiles: WeakMap<object, Promise<void>> = new WeakMap();
