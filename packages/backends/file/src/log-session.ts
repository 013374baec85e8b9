import { type FileHandle, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { djangoLog, type MimePart } from "@posthorn/core/mime";
import { inFolder, unwritable } from "./folder.ts";
import { type Session, sessionName } from "./session.ts";

/** All messages in one file, as Django writes them. */
export class LogSession implements Session {
  readonly #folder: string;
  readonly #path: string;
  readonly #file: FileHandle;
  /** How many octets the messages have that are whole. */
  #size = 0;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(folder: string, path: string, file: FileHandle) {
    this.#folder = folder;
    this.#path = path;
    this.#file = file;
  }

  /** @throws what `inFolder()` throws */
  static async begin(folder: string): Promise<LogSession> {
    const path = join(folder, `${sessionName()}.log`);
    // A mail may hold a code or a link that logs somebody in: only its owner reads the file.
    const file = await inFolder(folder, () => open(path, "ax", 0o600));
    return new LogSession(folder, path, file);
  }

  async write(mime: MimePart): Promise<void> {
    const octets = new TextEncoder().encode(await djangoLog(mime));
    // Batches that run at the same time share the file: one message stands behind the other.
    const written = this.#last.then(() => this.#append(octets));
    this.#last = written.catch(() => undefined);
    await written;
  }

  async end(): Promise<void> {
    await this.#last;
    await this.#file.close();
    if (this.#size === 0) await rm(this.#path, { force: true });
  }

  async #append(octets: Uint8Array): Promise<void> {
    try {
      await this.#file.appendFile(octets);
      const { nlink } = await this.#file.stat();
      if (nlink === 0) throw new Error("the log of this session was deleted");
      this.#size += octets.length;
    } catch (cause) {
      // Half a message would be read as the beginning of the next.
      await this.#file.truncate(this.#size).catch(() => undefined);
      throw unwritable(this.#folder, "body", cause);
    }
  }
}
