import { describe } from "../describe.ts";
import { pendingFiles } from "../pending-files.ts";
import { AttachedFile } from "./attached-file.ts";
import { type AttachmentOptions, EmailAttachment } from "./email-attachment.ts";
import type { EmailMessage } from "./email-message.ts";

/**
 * Appends a file to a draft, behind those that are being read for it already.
 *
 * @throws InvalidMessageError if the file cannot be read
 */
export function attachFile(
  message: EmailMessage,
  path: string | URL,
  type: string | AttachmentOptions | null | undefined,
): Promise<void> {
  const file = attachmentOf(path, type);
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

async function attachmentOf(
  path: string | URL,
  type: string | AttachmentOptions | null | undefined,
): Promise<EmailAttachment> {
  if (typeof path !== "string" && !(path instanceof URL))
    throw new TypeError(`attachFile() takes the path of a file; got ${describe(path)}.`);
  const [{ basename, resolve }, { fileURLToPath }] = await Promise.all([import("node:path"), import("node:url")]);
  // A string is always a path: a URL in it would be read from a folder of that name, and is not there.
  // The working directory may have changed by the time the message is sent.
  const file = await AttachedFile.at(resolve(typeof path === "string" ? path : fileURLToPath(path)));
  const attachment = new EmailAttachment(basename(file.path), file, type);
  // Text is decoded, and a nested message is never encoded (RFC 2046, 5.2.1): all of them must be known.
  return /^(?:text|message)\//i.test(attachment.mimetype) ? attachment.buffered() : attachment;
}
