/** A call of `attachFile()`, until the draft has the file. */
export interface PendingFile {
  /** Resolves once the file was attached, or could not be. */
  readonly end: Promise<void>;
  readonly isBeingRead: boolean;
  /** Why the file could not be attached; undefined where whoever waited for the call was told by it. */
  readonly untold: Error | undefined;
  /** Has the failure told by the message too, which is sent while the file is being read. */
  tellAnyway(): void;
}

/** The files that a draft does not have yet, in order. No field of the draft: its copies have nothing to wait for. */
export const pendingFiles: WeakMap<object, PendingFile[]> = new WeakMap();

/**
 * Waits for the files of a draft.
 *
 * @throws the error of a call that nobody waited for, or that had not failed yet
 */
export async function filesAttached(draft: object): Promise<void> {
  const files = pendingFiles.get(draft) ?? [];
  // Whoever waits for such a call is not the one who sends, or would have waited before.
  for (const file of files) if (file.isBeingRead) file.tellAnyway();
  await Promise.all(files.map(({ end }) => end));
  throwUntold(files);
}

/** Whether a file of a draft is still being read. @throws the error of a call that nobody waited for */
export function isBeingRead(draft: object): boolean {
  const files = pendingFiles.get(draft) ?? [];
  throwUntold(files);
  return files.some((file) => file.isBeingRead);
}

function throwUntold(files: readonly PendingFile[]): void {
  for (const { untold } of files) if (untold) throw untold;
}
