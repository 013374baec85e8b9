import { open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { DeliveryError } from "@posthorn/core";
import type { MimePart } from "@posthorn/core/mime";
import { inFolder, unwritable } from "./folder.ts";
import { type Session, sessionName } from "./session.ts";

/** A file for each message, with its octets as they are. */
export class EmlSession implements Session {
  readonly #folder: string;
  readonly #name: string = sessionName();
  #messages = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** @throws what `inFolder()` throws */
  static async begin(folder: string): Promise<EmlSession> {
    const session = new EmlSession(folder);
    await inFolder(folder, () => session.#tryOut());
    return session;
  }

  async write(mime: MimePart, signal?: AbortSignal): Promise<void> {
    this.#messages += 1;
    const path = join(this.#folder, `${this.#name}-${String(this.#messages).padStart(6, "0")}.eml`);
    // Who looks for .eml files sees none that is being written.
    const unfinished = `${path}.part`;
    try {
      // A mail may hold a code or a link that logs somebody in: only its owner reads the file.
      const file = await this.#tried(() => open(unfinished, "wx", 0o600));
      try {
        for await (const octets of untilAborted(mime, signal)) await this.#tried(() => file.appendFile(octets));
      } finally {
        await this.#tried(() => file.close());
      }
      await this.#tried(() => rename(unfinished, path));
    } catch (error) {
      await rm(unfinished, { force: true }).catch(() => undefined);
      throw error;
    }
  }

  async end(): Promise<void> {}

  /** access() would answer for the real user, and not for the one who writes. */
  async #tryOut(): Promise<void> {
    const path = join(this.#folder, `${this.#name}.part`);
    await (await open(path, "wx", 0o600)).close();
    await rm(path);
  }

  /** Tells what the disk does apart from what streams, which has errors of its own. */
  async #tried<T>(action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (cause) {
      throw unwritable(this.#folder, "body", cause);
    }
  }
}

/** The octets of a message. An abort ends what streams, though it gives nothing: half a file would stay where it was. */
async function* untilAborted(mime: MimePart, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  const octets = mime.stream();
  const end = (): void => void octets.return().catch(() => undefined);
  signal?.addEventListener("abort", end);
  try {
    yield* octets;
  } finally {
    signal?.removeEventListener("abort", end);
  }
  if (!signal?.aborted) return;
  throw new DeliveryError("The delivery was aborted before the mail was written.", {
    code: "connection",
    stage: "body",
    retryable: true,
  });
}
