import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { describe, expect, test } from "vitest";
import { writeBody } from "../src/body.ts";
import { stuffDots } from "../src/dot-stuffing.ts";
import { ReplyReader } from "../src/reply-reader.ts";

const TEXT = ".first\r\n.\r\n..\r\na.b\r\n\r\n.\r\n.last.\r\n";
const STUFFED = "..first\r\n..\r\n...\r\na.b\r\n\r\n..\r\n..last.\r\n";
const LIMITS = { timeoutMs: 5000, contentMs: 5000 };
const octets = (text: string): Uint8Array => new TextEncoder().encode(text);
const stuffed = (text: string, opensLine = true): string =>
  new TextDecoder().decode(stuffDots(octets(text), opensLine));

describe("dots", () => {
  test("are doubled where they open a line, and nowhere else", () => {
    expect(stuffed(TEXT)).toBe(STUFFED);
    expect(stuffed(".a\r\n.b", false)).toBe(".a\r\n..b");
    expect(stuffed("")).toBe("");
  });

  test("leave octets without them uncopied", () => {
    const given = octets("a.b\r\n");
    expect(stuffDots(given, true)).toBe(given);
  });
});

/** What a server reads of a body that comes in these chunks. */
async function sent(chunks: readonly string[]): Promise<string> {
  const listener = createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const accepting = once(listener, "connection");
  const socket = connect((listener.address() as AddressInfo).port, "127.0.0.1");
  const [peer] = await accepting;
  let text = "";
  peer.setEncoding("latin1").on("data", (chunk: string) => {
    text += chunk;
  });
  async function* stream(): AsyncGenerator<Uint8Array> {
    for (const chunk of chunks) yield octets(chunk);
  }
  try {
    const replies = new ReplyReader(socket, (line) => line);
    await writeBody(
      { socket, replies, extensions: new Map() },
      { stream, isStreamed: true } as never,
      LIMITS,
      () => "",
    );
    const ended = once(peer, "end");
    socket.end();
    await ended;
    return text;
  } finally {
    socket.destroy();
    listener.close();
  }
}

test("a body has its dots doubled wherever its chunks end, and one final dot", async () => {
  for (let at = 1; at < TEXT.length; at += 1)
    expect(await sent([TEXT.slice(0, at), TEXT.slice(at)]), `a chunk ends at ${at}`).toBe(`${STUFFED}.\r\n`);
  expect(await sent([...TEXT])).toBe(`${STUFFED}.\r\n`);
});

test("a body of lines of a dot, larger than a write, has its dots doubled", async () => {
  const lines = 100_000;
  expect((await sent([".\r\n".repeat(lines)])) === `${"..\r\n".repeat(lines)}.\r\n`).toBe(true);
});
