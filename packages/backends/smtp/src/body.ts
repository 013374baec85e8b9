import type { Socket } from "node:net";
import type { Outgoing } from "@posthorn/core";
import type { Connection } from "./connection.ts";
import { stuffDots } from "./dot-stuffing.ts";
import { LinkError } from "./reply-reader.ts";

type Mime = Outgoing["mime"];

/** The body goes out in pieces, so that a connection lost halfway is known to have been lost before the final dot. */
const PIECE_OCTETS = 65_536;
const FINAL_DOT = Buffer.from(".\r\n");
const LF = 0x0a;

/**
 * Writes the body and, in one write with its last piece, the final dot; not before the pieces before it have left.
 *
 * @throws LinkError once the connection is of no more use; what reading the content throws
 */
export async function writeBody({ socket, replies }: Connection, mime: Mime, timeoutMs: number): Promise<void> {
  const pieces = piecesOf(mime);
  let close = (): void => undefined;
  const closed = (): void => close();
  socket.on("close", closed);
  try {
    let last: Uint8Array = new Uint8Array();
    for (;;) {
      // Content that takes its time must not outlast the connection, nor the caller's patience. A promise of the close
      // that each piece is raced against would keep every piece until the body ends.
      const next = await new Promise<IteratorResult<Uint8Array, void> | undefined>((resolve, reject) => {
        close = () => resolve(undefined);
        if (socket.destroyed) close();
        pieces.next().then(resolve, reject);
      });
      // What the server said in the meantime, such as a 552 to a body that is too long.
      if (replies.failure || next === undefined) {
        pieces.return().catch(() => undefined);
        throw replies.failure ?? new LinkError("The connection was closed", "closed");
      }
      if (next.done) break;
      if (last.length > 0 && !socket.write(last)) {
        const timer = setTimeout(() => replies.fail(new LinkError("The server stopped reading", "timeout")), timeoutMs);
        await drained(socket);
        clearTimeout(timer);
      }
      last = next.value;
    }
    socket.write(Buffer.concat([last, FINAL_DOT]));
  } finally {
    socket.off("close", closed);
  }
}

/** The body with its dots stuffed, in pieces. */
async function* piecesOf(mime: Mime): AsyncGenerator<Uint8Array, void, undefined> {
  let opensLine = true;
  for await (const chunk of mime.stream()) {
    const stuffed = stuffDots(chunk, opensLine);
    if (chunk.length > 0) opensLine = chunk.at(-1) === LF;
    for (let from = 0; from < stuffed.length; from += PIECE_OCTETS) yield stuffed.subarray(from, from + PIECE_OCTETS);
  }
}

/** Resolves when the socket takes more, or when it is closed. */
function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      socket.off("drain", done);
      socket.off("close", done);
      resolve();
    };
    socket.on("drain", done);
    socket.on("close", done);
  });
}
