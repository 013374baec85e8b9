import type { Socket } from "node:net";
import type { Outgoing } from "@posthorn/core";
import type { Connection } from "./connection.ts";
import { stuffDots } from "./dot-stuffing.ts";
import { LinkError } from "./reply-reader.ts";

type Mime = Outgoing["mime"];

/** How long a body may take. */
export interface BodyLimits {
  /** How long the server may take to read on, in ms. */
  readonly timeoutMs: number;
  /** How long content that streams may take for its next line of base64, in ms. */
  readonly contentMs: number;
}

/** The body goes out in pieces, so that a connection lost halfway is known to have been lost before the final dot. */
const PIECE_OCTETS = 65_536;
const FINAL_DOT = ".\r\n";
const LF = 0x0a;
const encoder = new TextEncoder();

/**
 * Writes the body, and in one write with its last piece the final dot. What the socket does not take at once is waited for.
 *
 * @param behind - called when the final dot is written: what is to be written with it
 * @throws LinkError once the connection is of no more use; what reading the content throws
 */
export async function writeBody(
  { socket, replies }: Connection,
  mime: Mime,
  { timeoutMs, contentMs }: BodyLimits,
  behind: () => string,
): Promise<void> {
  if (!mime.isStreamed) {
    const octets = mime.toBytes();
    if (octets.length <= PIECE_OCTETS) {
      writeEnd(socket, stuffDots(octets, true), behind);
      return;
    }
  }
  const chunks = mime.stream({ idleTimeoutMs: contentMs });
  // Content that takes its time must not outlast the connection, nor the caller's patience.
  const stop = (): void => void chunks.return().catch(() => undefined);
  socket.once("close", stop);
  if (socket.destroyed) stop();
  try {
    let last: Uint8Array = new Uint8Array();
    for await (const piece of piecesOf(chunks)) {
      // What the server said in the meantime, such as a 552 to a body that is too long.
      if (replies.failure) throw replies.failure;
      if (last.length > 0 && !socket.write(last)) {
        const timer = setTimeout(() => replies.fail(new LinkError("The server stopped reading", "timeout")), timeoutMs);
        await drained(socket);
        clearTimeout(timer);
      }
      last = piece;
    }
    // Content that was stopped looks as if it had come to its end.
    if (socket.destroyed) throw new LinkError("The connection was closed", "closed");
    writeEnd(socket, last, behind);
  } catch (error) {
    throw replies.failure ?? error;
  } finally {
    socket.off("close", stop);
  }
}

/** Writes the last piece of a body, the final dot, and what follows, at once: it may then leave in one packet. */
function writeEnd(socket: Socket, last: Uint8Array, behind: () => string): void {
  const end = encoder.encode(`${FINAL_DOT}${behind()}`);
  const whole = new Uint8Array(last.length + end.length);
  whole.set(last);
  whole.set(end, last.length);
  socket.write(whole);
}

/** The body with its dots stuffed, in pieces. */
async function* piecesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  let opensLine = true;
  for await (const chunk of chunks) {
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
