import { Writable } from "node:stream";

/** What text can be written to, such as a stream of Node. */
export interface TextStream {
  /**
   * Takes one whole message. If it answers a promise, the message is sent once that resolves; a stream of Node, once it has
   * taken the text, which may need somebody who reads it.
   */
  write(text: string): unknown;
}

/**
 * Writes a text in one piece, and resolves once the stream has taken it.
 *
 * @throws whatever the stream throws, rejects with or emits
 */
export async function written(stream: TextStream, text: string): Promise<void> {
  if (isOfNode(stream)) await new Promise<void>((resolve, reject) => writeToNode(stream, text, resolve, reject));
  else await stream.write(text);
}

/** Streams of Node whose `_write()` threw: they wait for ever for what it was given. */
const stuck = new WeakSet<Writable>();

/** Whether a stream takes nothing more. */
export function isOver(stream: TextStream): boolean {
  return isOfNode(stream) && (stream.destroyed || stream.writableEnded || stuck.has(stream));
}

/** Whether it calls back. Whoever has another `write`, such as a test that looks at standard output, may forget to. */
function isOfNode(stream: TextStream): stream is Writable {
  return stream instanceof Writable && stream.write === Writable.prototype.write;
}

type Reject = (error: Error) => void;

/** Who waits for a stream. It has one listener for however many write at once, and none while nobody does. */
interface Watch {
  readonly waiting: Set<Reject>;
  end(): void;
}

const watches = new WeakMap<Writable, Watch>();

function writeToNode(stream: Writable, text: string, resolve: () => void, reject: Reject): void {
  if (isOver(stream)) {
    reject(new Error(stuck.has(stream) ? "it threw before" : "it has ended"));
    return;
  }
  const { waiting, end } = watches.get(stream) ?? watch(stream);
  waiting.add(reject);
  try {
    stream.write(text, (error) => {
      // What fails is emitted too, later, and would end the process if nobody listened: who failed waits on.
      if (error) reject(error);
      else {
        waiting.delete(reject);
        if (waiting.size === 0) end();
        resolve();
      }
    });
  } catch (error) {
    stuck.add(stream);
    end();
    for (const fail of waiting) fail(error instanceof Error ? error : new Error(String(error)));
  }
}

function watch(stream: Writable): Watch {
  const waiting = new Set<Reject>();
  const fail = (error: Error): void => {
    end();
    for (const reject of waiting) reject(error);
  };
  const closed = (): void => fail(new Error("it was closed"));
  const end = (): void => {
    watches.delete(stream);
    stream.off("error", fail).off("close", closed);
  };
  stream.on("error", fail).on("close", closed);
  const watched = { waiting, end };
  watches.set(stream, watched);
  return watched;
}
