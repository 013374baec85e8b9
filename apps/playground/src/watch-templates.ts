import { watch } from "node:fs";

const SETTLE_MS = 80;

/**
 * Calls back when a file in the folder has changed. Editors write a file in several steps; they are told once.
 *
 * @returns a function that ends it
 */
export function watchTemplates(directory: string, onChange: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  try {
    const watcher = watch(directory, { recursive: true, persistent: false }, () => {
      clearTimeout(timer);
      timer = setTimeout(onChange, SETTLE_MS);
    });
    // The folder may go away, or the system may run out of watches: then the page is reloaded by hand.
    watcher.on("error", () => watcher.close());
    return () => {
      clearTimeout(timer);
      watcher.close();
    };
  } catch {
    return () => {};
  }
}
