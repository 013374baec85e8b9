/** A value that outlives the page, where the browser keeps such values; without it, the page works and forgets. */
export function readStored(storage: "local" | "session", key: string): string | null {
  try {
    return storageOf(storage).getItem(`posthorn.${key}`);
  } catch {
    return null;
  }
}

/** Stores a value, or forgets it if it is null. */
export function writeStored(storage: "local" | "session", key: string, value: string | null): void {
  try {
    if (value === null) storageOf(storage).removeItem(`posthorn.${key}`);
    else storageOf(storage).setItem(`posthorn.${key}`, value);
  } catch {
    // Storage is off or full: nothing that the page needs.
  }
}

function storageOf(storage: "local" | "session"): Storage {
  return storage === "local" ? localStorage : sessionStorage;
}
