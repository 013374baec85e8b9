import { checkOptions } from "../check-options.ts";
import { describe } from "../describe.ts";
import { InvalidMessageError } from "../errors.ts";
import { isPlainObject } from "../is-plain-object.ts";
import { type PendingFile, pendingFiles } from "../pending-files.ts";
import { AttachedFile } from "./attached-file.ts";
import { type AttachmentOptions, EmailAttachment } from "./email-attachment.ts";
import type { EmailMessage } from "./email-message.ts";

/** What a file of the file system can have beside its path. */
export interface AttachedFileOptions extends AttachmentOptions {
  /** Of which the media type is guessed; null for a file without a name. @defaultValue the last part of the path */
  readonly filename?: string | null | undefined;
}

/**
 * Appends a file to a draft, behind those that are being read for it already.
 *
 * @throws InvalidMessageError if the file cannot be read
 */
export function attachFile(
  message: EmailMessage,
  path: string | URL,
  type: string | AttachedFileOptions | null | undefined,
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
 * cannot be read, and may go on without it; else `send()` must tell, and so where it began before that was known.
 */
class FileCall<Result> extends Promise<Result> implements PendingFile {
  // What `then()` answers is no call.
  static override readonly [Symbol.species] = Promise;
  failure: Error | undefined;
  isBeingRead = true;
  #isAwaited = false;
  #isToldAnyway = false;
  /** Not by `then()`, which would count as somebody who waits. */
  readonly end = super.then(
    () => this.#end(undefined),
    (error: Error) => this.#end(error),
  );

  get untold(): Error | undefined {
    return this.#isAwaited && !this.#isToldAnyway ? undefined : this.failure;
  }

  tellAnyway(): void {
    this.#isToldAnyway = true;
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
  type: string | AttachedFileOptions | null | undefined,
): Promise<EmailAttachment> {
  checkPath(path);
  const options = isPlainObject(type) ? type : { mimetype: type };
  checkOptions("attachFile()", options, ["filename", "mimetype", "contentId"]);
  const [{ basename, resolve }, { fileURLToPath }] = await Promise.all([import("node:path"), import("node:url")]);
  // A string is always a path: a URL in it would be read from a folder of that name, and is not there.
  // The working directory may have changed by the time the message is sent.
  const file = await AttachedFile.at(resolve(typeof path === "string" ? path : fileURLToPath(path)));
  const { filename = basename(file.path), mimetype, contentId } = options;
  const attachment = new EmailAttachment(filename, file, { mimetype, contentId });
  // Text is decoded, and a nested message is never encoded (RFC 2046, 5.2.1): all of them must be known.
  return /^(?:text|message)\//i.test(attachment.mimetype) ? attachment.buffered() : attachment;
}

/** @throws TypeError if it is no path, InvalidMessageError if it is that of no file */
function checkPath(path: unknown): asserts path is string | URL {
  if (path instanceof URL) return;
  if (typeof path !== "string") throw new TypeError(`attachFile() takes the path of a file; got ${describe(path)}.`);
  const advice =
    path === ""
      ? "It is empty; is a variable not set?"
      : /^file:\/\//i.test(path)
        ? "A string is a path; give new URL(…) for a URL."
        : undefined;
  if (advice !== undefined)
    throw new InvalidMessageError(
      `attachFile() takes the path of a file; got ${describe(path)}. ${advice}`,
      "unreadable_file",
    );
}
