import { mkdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { ConfigurationError, DeliveryError } from "@posthorn/core";

const ADVICE = "Name another in filePath, emailFilePath or EMAIL_FILE_PATH.";
const REASONS: Readonly<Record<string, string>> = {
  EEXIST: "it is a file, not a folder",
  ENOTDIR: "what it stands in is a file, not a folder",
  EACCES: "this user may not write to it (EACCES)",
  EPERM: "this user may not write to it (EPERM)",
  ENAMETOOLONG: "its name is too long (ENAMETOOLONG)",
  EROFS: "its file system is read-only (EROFS)",
};
/** What is not the fault of whoever named the folder, and may pass. */
const PASSING: readonly unknown[] = ["ENOSPC", "EDQUOT", "EMFILE", "ENFILE"];

/** The absolute path of a folder. @throws ConfigurationError if none is given; TypeError for what is no path */
export function folderPath(given: unknown): string {
  if (given === "") {
    throw new ConfigurationError(
      "The file backend needs a folder: give filePath, or set emailFilePath or EMAIL_FILE_PATH.",
    );
  }
  if (typeof given === "string") return resolve(given);
  if (given instanceof URL && given.protocol === "file:") return fileURLToPath(given);
  throw new TypeError("filePath must be the path of a folder: a string, or a file: URL.");
}

/**
 * Makes a folder with its parents, and begins with it.
 *
 * @throws ConfigurationError if it cannot be used; DeliveryError if it may be used later
 */
export async function inFolder<T>(folder: string, begin: () => Promise<T>): Promise<T> {
  try {
    await makeFolder(folder);
    return await begin();
  } catch (cause) {
    const code = codeOf(cause);
    if (PASSING.includes(code)) throw unwritable(folder, "connect", cause);
    const reason = REASONS[code] ?? `it cannot be written to (${code})`;
    const message = `The file backend cannot use the folder ${folder}: ${reason}. ${ADVICE}`;
    throw new ConfigurationError(message, "configuration", { cause });
  }
}

/** Makes a folder with its parents. Node's own way tries for ever where the system makes no folders, as in /proc. */
async function makeFolder(folder: string): Promise<void> {
  if (await isFolder(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) await makeFolder(parent);
  try {
    await mkdir(folder);
  } catch (error) {
    // Somebody else may have made it meanwhile.
    if (!(await isFolder(folder))) throw error;
  }
}

/** @throws Error for a path that cannot be looked at */
async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
}

/** The error of a message that a folder did not take. */
export function unwritable(folder: string, stage: "connect" | "body", cause: unknown): DeliveryError {
  const reason = codeOf(cause) === "ENOSPC" ? "the disk is full (ENOSPC)" : describeCause(cause);
  return new DeliveryError(`The mail cannot be written to the folder ${folder}: ${reason}.`, {
    code: "service",
    stage,
    retryable: true,
    cause,
  });
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : describeCause(cause);
}

function describeCause(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
