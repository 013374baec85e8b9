import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream";
import { createGzip } from "node:zlib";
import { ConsoleBackend } from "@posthorn/console";
import { type BaseEmailBackend, EmailMessage, InvalidMessageError } from "@posthorn/core";
import { DummyBackend } from "@posthorn/dummy";
import { FileBackend } from "@posthorn/file";
import { MemoryBackend } from "@posthorn/memory";
import { SmtpBackend } from "@posthorn/smtp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { failureOf } from "./failure-of.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "posthorn-streams-"));
});
afterAll(() => rm(folder, { recursive: true }));

const backends: readonly (readonly [string, () => BaseEmailBackend])[] = [
  ["console", () => new ConsoleBackend({ stream: { write: () => expect.unreachable("nothing must be written") } })],
  ["file", () => new FileBackend({ filePath: folder })],
  ["memory", () => new MemoryBackend({ outbox: [] })],
  ["dummy", () => new DummyBackend()],
  // No server listens there: the message is refused before anybody connects.
  ["smtp", () => new SmtpBackend({ host: "127.0.0.1", port: 1 })],
];

describe.each(backends)("a stream of Node that fails before the %s backend reads it", (_name, make) => {
  test.each([
    ["a file that is missing", () => createReadStream(join(folder, "missing.bin"))],
    [
      "a pipeline from a file that is missing",
      () => pipeline(createReadStream(join(folder, "missing.bin")), createGzip(), () => undefined),
    ],
  ])("is a named error of send(), not the end of the process: %s", async (_what, open) => {
    const message = new EmailMessage("Subject", "Body", "from@example.com", ["to@example.com"], { connection: make() });
    message.attach("a.bin", open());
    await new Promise((resolve) => setTimeout(resolve, 50));
    const error = await failureOf(message.send());
    expect(error).toBeInstanceOf(InvalidMessageError);
    expect(error).toMatchObject({ code: "unreadable_content", cause: { code: "ENOENT" }, report: { sent: 0 } });
    expect(error.message).toContain('The content of the attachment "a.bin" cannot be read');
  });
});
