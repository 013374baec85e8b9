import { inspect } from "node:util";
import {
  accepted,
  type BackendOptions,
  BaseEmailBackend,
  checkBackendOptions,
  type DeliverOptions,
  type Delivery,
  type Outgoing,
  settings,
} from "@posthorn/core";
import { EmlSession } from "./eml-session.ts";
import { folderPath } from "./folder.ts";
import { LogSession } from "./log-session.ts";
import type { Session } from "./session.ts";

/** What FileBackend writes. */
export type FileFormat = "log" | "eml";

/** The options of FileBackend. */
export interface FileOptions extends BackendOptions {
  /** The folder, a path or a `file:` URL; made with its parents if it is not there. @defaultValue the setting `emailFilePath` */
  readonly filePath?: string | URL | undefined;
  /**
   * `log`: a file for each session that is opened, in which a line of 79 dashes follows each message, as in Django.
   * `eml`: a file for each message, the octets that would be sent, which is there once it is whole.
   *
   * @defaultValue "log"
   */
  readonly format?: FileFormat | undefined;
}

const SESSIONS: Readonly<Record<FileFormat, { begin(folder: string): Promise<Session> }>> = {
  log: LogSession,
  eml: EmlSession,
};

/** Writes what would be sent to files, which only their owner can read, and sends nothing. Not for production. */
export class FileBackend extends BaseEmailBackend {
  /** The folder, as an absolute path. */
  readonly filePath: string;
  readonly #format: FileFormat;
  #session: Promise<Session> | undefined;

  /**
   * @throws ConfigurationError if no folder is given; TypeError for an option that does not exist, a folder that is no path,
   *   or a format that is none
   */
  constructor(options: FileOptions = {}) {
    checkBackendOptions("FileBackend", options, ["filePath", "format"]);
    super(options);
    const { filePath = settings.emailFilePath, format = "log" } = options;
    if (format !== "log" && format !== "eml")
      throw new TypeError(
        `format must be "log" or "eml"; got ${inspect(format, { depth: 0, breakLength: Number.POSITIVE_INFINITY })}.`,
      );
    this.filePath = folderPath(filePath);
    this.#format = format;
  }

  protected override async connect(): Promise<void> {
    this.#session ??= SESSIONS[this.#format].begin(this.filePath);
    try {
      await this.#session;
    } catch (error) {
      this.#session = undefined;
      throw error;
    }
  }

  protected override async disconnect(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    await (await session)?.end();
  }

  protected override async transmit({ message, mime }: Outgoing, { signal }: DeliverOptions): Promise<Delivery> {
    const session = await this.#session;
    if (session === undefined) throw new Error("The session was closed while a batch was writing to it.");
    await session.write(mime, signal);
    return accepted(message);
  }
}
