import type { FileHandle } from "node:fs/promises";
import { describe } from "../describe.ts";
import { InvalidMessageError } from "../errors.ts";
import type { Reopenable } from "../mime/streamed-content.ts";

/** What is read at a time: lines of base64 in whole, of 57 octets each. */
const CHUNK_OCTETS = 57 * 4096;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder",
  ENXIO: "it is no regular file",
};

/** A regular file, read anew by each `stream()`. */
export class AttachedFile implements Reopenable {
  /** Absolute. */
  readonly path: string;
  /** In octets, when it was attached. */
  readonly size: number;

  private constructor(path: string, size: number) {
    this.path = path;
    this.size = size;
  }

  /**
   * The file of a path, which is not read yet.
   *
   * @throws InvalidMessageError if it cannot be read
   */
  static async at(path: string): Promise<AttachedFile> {
    const { handle, size } = await open(path);
    await handle.close();
    return new AttachedFile(path, size);
  }

  /** The octets, in chunks, whose memory is used again for the next. */
  async *stream(): AsyncGenerator<Uint8Array, void, undefined> {
    const { handle } = await open(this.path);
    try {
      const chunk = new Uint8Array(CHUNK_OCTETS);
      for (;;) {
        const { bytesRead } = await handle.read(chunk, 0, CHUNK_OCTETS);
        if (bytesRead === 0) return;
        yield chunk.subarray(0, bytesRead);
      }
    } finally {
      await handle.close();
    }
  }
}

async function open(path: string): Promise<{ readonly handle: FileHandle; readonly size: number }> {
  const { constants, open: openFile } = await import("node:fs/promises");
  let handle: FileHandle | undefined;
  try {
    // A pipe may have no end, or take it from whom it was meant for: it must not be waited for.
    handle = await openFile(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const found = await handle.stat();
    // What the kernel writes as it is read, such as /proc/self/environ, has no size.
    const isKept = async (): Promise<boolean> => (await handle?.read(new Uint8Array(1), 0, 1, 0))?.bytesRead === 0;
    if (found.isFile() && (found.size > 0 || (await isKept()))) return { handle, size: found.size };
    throw new Error(found.isDirectory() ? REASONS.EISDIR : REASONS.ENXIO);
  } catch (cause) {
    await handle?.close();
    const { code, message } = cause as NodeJS.ErrnoException;
    const reason = REASONS[code ?? ""] ?? message;
    throw new InvalidMessageError(`attachFile() cannot read ${describe(path)}: ${reason}.`, "unreadable_file", {
      cause,
    });
  }
}
