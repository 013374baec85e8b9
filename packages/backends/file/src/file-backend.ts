import { type FileHandle, mkdir, open } from "node:fs/promises";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import {
  accepted,
  type BackendOptions,
  BaseEmailBackend,
  ConfigurationError,
  checkBackendOptions,
  type Delivery,
  DeliveryError,
  type Outgoing,
  settings,
} from "@posthorn/core";

/** The options of FileBackend. */
export interface FileOptions extends BackendOptions {
  /** The folder, made with its parents if it is not there. @defaultValue the setting `emailFilePath` */
  readonly filePath?: string | undefined;
}

const SEPARATOR = "-".repeat(79);

/** Appends what would be sent to a file, one for each session that is opened. Not for production. */
export class FileBackend extends BaseEmailBackend {
  /** The folder, as an absolute path. */
  readonly filePath: string;
  #file: Promise<FileHandle> | undefined;

  /** @throws ConfigurationError if no folder is given, TypeError for an option that does not exist */
  constructor(options: FileOptions = {}) {
    checkBackendOptions("FileBackend", options, ["filePath"]);
    super(options);
    const filePath = options.filePath ?? settings.emailFilePath;
    if (typeof filePath !== "string") throw new TypeError("filePath must be a string, the path of a folder.");
    if (filePath === "") {
      throw new ConfigurationError(
        "The file backend needs a folder: give filePath, or set emailFilePath or EMAIL_FILE_PATH.",
      );
    }
    this.filePath = resolve(filePath);
  }

  protected override async connect(): Promise<void> {
    this.#file ??= openFile(this.filePath);
    try {
      await this.#file;
    } catch (error) {
      this.#file = undefined;
      throw error;
    }
  }

  protected override async disconnect(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await (await file)?.close();
  }

  protected override async transmit({ message, mime }: Outgoing): Promise<Delivery> {
    const written = `${(await text(mime.stream())).replaceAll("\r\n", "\n")}\n${SEPARATOR}\n`;
    const file = await this.#file;
    if (file === undefined) throw new Error("The file was closed while a batch was writing to it.");
    try {
      await file.appendFile(written);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new DeliveryError(`The file in ${this.filePath} cannot be written: ${reason}.`, {
        code: "service",
        stage: "body",
        retryable: true,
        cause,
      });
    }
    return accepted(message);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EEXIST: "it is a file, not a folder",
  ENOTDIR: "what it stands in is a file, not a folder",
};

/** A new file in the folder, such as `20261123-090500-1f0c….log`; its name holds nothing of any message. */
async function openFile(folder: string): Promise<FileHandle> {
  const time = new Date().toISOString().replace(/[-:]/g, "").replace("T", "-").slice(0, 15);
  try {
    await mkdir(folder, { recursive: true });
    // A mail may hold a code or a link that logs somebody in: only its owner reads the file.
    return await open(join(folder, `${time}-${crypto.randomUUID()}.log`), "ax", 0o600);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const reason = REASONS[code ?? ""] ?? `it cannot be written (${code})`;
    throw new ConfigurationError(`The file backend cannot use the folder ${folder}: ${reason}.`, "configuration", {
      cause,
    });
  }
}
