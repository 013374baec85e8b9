import { type FileHandle, open } from "node:fs/promises";
import {
  accepted,
  type BackendOptions,
  BaseEmailBackend,
  checkBackendOptions,
  type Delivery,
  DeliveryError,
  type Outgoing,
  UnsupportedFeatureError,
} from "@posthorn/core";

export interface JournalOptions extends BackendOptions {
  /** @defaultValue the environment variable JOURNAL */
  readonly path?: string;
}

/** Appends each message to a file, a line of JSON each; the file is open for as long as a batch runs. */
export default class JournalBackend extends BaseEmailBackend {
  readonly #path: string;
  #file: Promise<FileHandle> | undefined;

  constructor(options: JournalOptions = {}) {
    checkBackendOptions("JournalBackend", options, ["path"]);
    super(options);
    this.#path = options.path ?? process.env.JOURNAL ?? "mail.jsonl";
  }

  protected override async connect(): Promise<void> {
    // Batches that run at the same time share the file, so they share the attempt to open it.
    this.#file ??= open(this.#path, "a", 0o600);
    try {
      await this.#file;
    } catch (cause) {
      this.#file = undefined;
      const details = { code: "connection", stage: "connect", retryable: true, cause } as const;
      throw new DeliveryError(`The journal ${this.#path} cannot be opened.`, details);
    }
  }

  protected override async disconnect(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await (await file)?.close();
  }

  protected override async transmit({ message, envelope, mime }: Outgoing): Promise<Delivery> {
    if (mime.is8bit) throw new UnsupportedFeatureError("The journal takes ASCII alone.");
    const file = await this.#file;
    const mail = (await mime.buffered()).toString();
    await file?.appendFile(`${JSON.stringify({ ...envelope, mail })}\n`);
    return accepted(message);
  }
}
