import { describe } from "../describe.ts";
import { InvalidMessageError } from "../errors.ts";
import { pendingFiles } from "../pending-files.ts";
import { EmailAttachment } from "./email-attachment.ts";
import type { EmailMessage } from "./email-message.ts";

/**
 * Reads a file and appends it to a draft, behind those that are being read for it already.
 *
 * @throws InvalidMessageError if the file cannot be read
 */
export function attachFile(
  message: EmailMessage,
  path: string | URL,
  mimetype: string | null | undefined,
): Promise<void> {
  const file = read(path, mimetype);
  // The file before it may have failed, which is told to whoever waits for that one, and to send().
  file.catch(() => undefined);
  const before = pendingFiles.get(message) ?? Promise.resolve();
  const attached = before.then(async () => {
    message.attachments.push(await file);
  });
  pendingFiles.set(message, attached);
  attached.then(
    () => {
      if (pendingFiles.get(message) === attached) pendingFiles.delete(message);
    },
    // send() fails with it, if nobody waits for the call itself.
    () => undefined,
  );
  return attached;
}

async function read(path: string | URL, mimetype: string | null | undefined): Promise<EmailAttachment> {
  if (typeof path !== "string" && !(path instanceof URL))
    throw new TypeError(`attachFile() takes the path of a file; got ${describe(path)}.`);
  const [{ readFile, stat }, { basename }, { fileURLToPath }] = await Promise.all([
    import("node:fs/promises"),
    import("node:path"),
    import("node:url"),
  ]);
  // A string is always a path: a URL in it would be read from a folder of that name, and is not there.
  const file = typeof path === "string" ? path : fileURLToPath(path);
  try {
    // A pipe or a device may have no end, or take it from whom it was meant for.
    const found = await stat(file);
    if (!found.isFile()) throw new NoFile(found.isDirectory());
    const content = await readFile(file);
    // What the kernel writes as it is read, such as /proc/self/environ, has no size.
    if (found.size === 0 && content.length > 0) throw new NoFile(false);
    return new EmailAttachment(basename(file), content, mimetype);
  } catch (cause) {
    if (cause instanceof InvalidMessageError || cause instanceof TypeError) throw cause;
    throw new InvalidMessageError(
      `attachFile() cannot read ${describe(file)}: ${reasonOf(cause)}.`,
      "unreadable_file",
      { cause },
    );
  }
}

class NoFile extends Error {
  constructor(isFolder: boolean) {
    super(isFolder ? "it is a folder" : "it is no regular file");
  }
}

function reasonOf(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  return code === "ENOENT" ? "there is no such file" : message;
}
