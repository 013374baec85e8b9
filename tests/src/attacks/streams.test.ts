import { configureMail, type EmailMessage } from "@posthorn/core";
import { MemoryBackend } from "@posthorn/memory";
import { SmtpBackend } from "@posthorn/smtp";
import { afterAll, afterEach, expect, test } from "vitest";
import { failureOf } from "../failure-of.ts";
import { messageOf } from "./given.ts";
import { startRecordingServer } from "./recording-server.ts";

const server = await startRecordingServer();
afterEach(() => configureMail({}));
afterAll(() => server[Symbol.asyncDispose]());

const OCTETS = new Uint8Array(200_000).fill(0x2e);

async function* giving(...chunks: readonly unknown[]): AsyncGenerator<unknown> {
  yield* chunks;
}

async function* failing(): AsyncGenerator<unknown> {
  yield OCTETS;
  throw new Error("the disk is gone\r\nX-Injected: pwned");
}

const reopenable = (size: number, stream: () => unknown): object => ({ size, stream });

/** Contents that turn out to be none once the message has begun to leave. */
const CONTENTS: Readonly<Record<string, () => unknown>> = {
  "fails halfway": failing,
  "gives text": () => giving(OCTETS, "\r\n.\r\nMAIL FROM:<x@evil.test>\r\n"),
  "gives an object that looks like octets": () => giving(OCTETS, { length: 3, 0: 46, 1: 13, 2: 10, byteLength: 3 }),
  "gives numbers": () => giving(OCTETS, 46, 13, 10),
  "gives more than it said": () => reopenable(3, () => giving(OCTETS)),
  "gives less than it said": () => reopenable(1_000_000, () => giving(OCTETS)),
  "gives nothing to read": () => reopenable(3, () => ({ path: "/etc/passwd" })),
  "gives a string to read": () => reopenable(3, () => "/etc/passwd"),
};

test.each(Object.entries(CONTENTS))(
  "of a content that %s no message arrives, and no half of one",
  async (_name, content) => {
    const outbox: EmailMessage[] = [];
    for (const connection of [
      new SmtpBackend({ host: "127.0.0.1", port: server.port }),
      new MemoryBackend({ outbox }),
    ]) {
      const message = messageOf({ attachments: [["a.bin", content(), "application/octet-stream"]], connection });
      const error = await failureOf(message.send({ failSilently: true }));
      expect(error.name).toMatch(/^(?:InvalidMessageError|TypeError)$/);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
      expect(error.message).not.toMatch(/[\0-\x1f\x7f-\x9f]/);
    }
    expect(server.take().flatMap(({ messages }) => messages)).toEqual([]);
    expect(outbox).toEqual([]);
  },
);

test("what arrives of a stream of dots and line breaks is what it gave, however its chunks fall", async () => {
  for (const size of [1, 2, 3, 56, 57, 58, 65_535]) {
    const text = Buffer.from("\r\n.\r\nMAIL FROM:<x@evil.test>\r\n..\r\n.\n".repeat(size < 50 ? 5 : 5000));
    const chunks = Array.from(
      { length: Math.ceil(text.length / size) },
      (_, index) => new Uint8Array(text.subarray(index * size, (index + 1) * size)),
    );
    const attachments = [["a.bin", giving(...chunks), "application/octet-stream"]];
    const connection = new SmtpBackend({ host: "127.0.0.1", port: server.port });
    expect(await messageOf({ attachments, connection }).send()).toBe(1);
    const [session, ...others] = server.take();
    expect(others).toEqual([]);
    expect(session?.messages).toHaveLength(1);
    const [, encoded = ""] =
      /base64\r\n\r\n([A-Za-z0-9+/=\r\n]+)\r\n--/.exec(session?.messages[0]?.toString() ?? "") ?? [];
    expect(Buffer.from(encoded, "base64").equals(text)).toBe(true);
  }
});
