import { setTimeout } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { EmailMessage } from "@posthorn/core";
import { expect, test } from "vitest";
import { SmtpBackend } from "../src/index.ts";
import { SinkServer } from "./sink-server.ts";

const CHUNK_OCTETS = 60_000;
const CHUNKS = 1000;

/** What the buffers of both sockets may take while the server reads nothing: some MB. */
const BUFFERED_CHUNKS = 200;

test("of a stream no more is read than the server takes", async () => {
  let read = 0;
  async function* content(): AsyncGenerator<Uint8Array> {
    for (; read < CHUNKS; read += 1) yield new Uint8Array(CHUNK_OCTETS);
  }
  await using server = await SinkServer.start({ waits: true });
  const message = new EmailMessage("Subject", "Body", "from@example.com", ["to@example.com"], {
    attachments: [["a.bin", content()]],
  });
  const sending = new SmtpBackend({ host: "127.0.0.1", port: server.port }).sendMessages([message]);
  // It goes on for as long as the buffers take more.
  for (let before = -1; read === 0 || read > before; await setTimeout(200)) before = read;
  const readAhead = read;
  server.resume();
  expect(await sending).toBe(1);
  expect(read).toBe(CHUNKS);
  expect(readAhead, "chunks that are read while the server reads nothing").toBeLessThan(BUFFERED_CHUNKS);
}, 60_000);

test("the memory stays flat while a stream of 60 MB is sent", async () => {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  const used: number[] = [];
  const measure = async (): Promise<void> => {
    let least = Number.POSITIVE_INFINITY;
    // What is collected is given back by another thread, and the server may have yet to read what was written.
    for (let attempt = 0; attempt < 10; attempt += 1) {
      collect();
      await setTimeout(20);
      const { arrayBuffers, heapUsed } = process.memoryUsage();
      least = Math.min(least, arrayBuffers + heapUsed);
    }
    used.push(least);
  };
  async function* content(): AsyncGenerator<Uint8Array> {
    for (let index = 0; index < CHUNKS; index += 1) {
      if (index === Math.floor(CHUNKS * 0.1) || index === Math.floor(CHUNKS * 0.9)) await measure();
      yield new Uint8Array(CHUNK_OCTETS);
    }
  }
  await using server = await SinkServer.start();
  const message = new EmailMessage("Subject", "Body", "from@example.com", ["to@example.com"], {
    attachments: [["a.bin", content()]],
  });
  expect(await new SmtpBackend({ host: "127.0.0.1", port: server.port }).sendMessages([message])).toBe(1);
  expect(server.octets).toBeGreaterThan((CHUNKS * CHUNK_OCTETS * 4) / 3);
  const [early = 0, late = 0] = used;
  expect(late - early, "octets that stand in memory between a tenth and nine tenths of the body").toBeLessThan(
    15_000_000,
  );
}, 60_000);
