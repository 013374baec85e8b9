/** A call of `attachFile()`, until the draft has the file. */
export interface PendingFile {
  /** Resolves once the file was attached, or could not be. */
  readonly end: Promise<void>;
  readonly isBeingRead: boolean;
  /** Why the file could not be attached; undefined where somebody waits for the call, who is told by it. */
  readonly untold: Error | undefined;
}

/** The files that a draft does not have yet, in order. No field of the draft: its copies have nothing to wait for. */
export const pendingFiles: WeakMap<object, PendingFile[]> = new WeakMap();

/**
 * Waits for the files of a draft.
 *
 * @throws the error of a call that nobody waited for
 */
export async function filesAttached(draft: object): Promise<void> {
  const files = pendingFiles.get(draft) ?? [];
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
