import { describe } from "../describe.ts";
import { type PendingFile, pendingFiles } from "../pending-files.ts";
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
  const files = pendingFiles.get(message) ?? [];
  pendingFiles.set(message, files);
  const before = files.at(-1)?.end;
  const file = attachmentOf(path, type);
  // It may fail while the one before it is read, and is told then.
  file.catch(() => undefined);
  const attach = async (): Promise<void> => {
    await before;
    message.attachments.push(await file);
  };
  const call = new FileCall<void>((resolve) => resolve(attach()));
  files.push(call);
  call.end.then(() => {
    if (!call.failure) files.splice(files.indexOf(call), 1);
  });
  return call;
}

/**
 * What `attachFile()` answers: a promise that knows whether anybody waits for it. Whoever does is told that the file
 * cannot be read, and may go on without it; else `send()` must tell.
 */
class FileCall<Result> extends Promise<Result> implements PendingFile {
  // What `then()` answers is no call.
  static override readonly [Symbol.species] = Promise;
  failure: Error | undefined;
  isBeingRead = true;
  #isAwaited = false;
  /** Not by `then()`, which would count as somebody who waits. */
  readonly end = super.then(
    () => this.#end(undefined),
    (error: Error) => this.#end(error),
  );

  get untold(): Error | undefined {
    return this.#isAwaited ? undefined : this.failure;
  }

  // biome-ignore lint/suspicious/noThenProperty: it is a promise, whose `then()` tells that somebody waits
  override then<Done = Result, Failed = never>(
    onFulfilled?: ((value: Result) => Done | PromiseLike<Done>) | null,
    onRejected?: ((reason: unknown) => Failed | PromiseLike<Failed>) | null,
  ): Promise<Done | Failed> {
    this.#isAwaited = true;
    return super.then(onFulfilled, onRejected);
  }

  #end(failure: Error | undefined): void {
    this.isBeingRead = false;
    this.failure = failure;
  }
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
