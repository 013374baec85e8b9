import { createReadStream } from "node:fs";
import { PassThrough, Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { EmailAttachment, EmailMessage, InvalidMessageError, StreamedContentError } from "../src/index.ts";
import { MimePart } from "../src/mime/index.ts";
import { failureOf } from "./failure-of.ts";
import { RecordingBackend } from "./recording-backend.ts";

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
const draft = (content: Readable): EmailMessage =>
  new EmailMessage("Subject", "Body", "from@example.com", ["to@example.com"], { attachments: [["a.bin", content]] });

describe("a stream of Node that fails before it is read", () => {
  test.each<readonly [string, () => EmailMessage]>([
    ["attached", () => draft(createReadStream("missing.bin"))],
    [
      "the content of a part",
      () => {
        const message = draft(Readable.from([]));
        const content = createReadStream("missing.bin");
        message.attachments = [new EmailAttachment(new MimePart({ contentType: "image/png", content }))];
        return message;
      },
    ],
  ])("is an error of send(), not of the process, and nothing is sent: %s", async (_what, make) => {
    const message = make();
    await settled();
    const backend = new RecordingBackend();
    const error = await failureOf(backend.sendMessages([message]));
    expect(error).toBeInstanceOf(InvalidMessageError);
    expect(error).toMatchObject({ code: "unreadable_content", cause: { code: "ENOENT" } });
    expect(error.message).toContain("ENOENT");
    expect(backend.sent).toEqual([]);
  });

  test("fails with the same words when it is read at once", async () => {
    const later = draft(createReadStream("missing.bin"));
    await settled();
    const [atOnce, afterwards] = [
      await failureOf(draft(createReadStream("missing.bin")).buffered()),
      await failureOf(later.buffered()),
    ];
    expect(atOnce.message).toBe(afterwards.message);
    expect(atOnce.message).toMatch(/^The content of the attachment "a\.bin" cannot be read: "ENOENT/);
  });

  test("is listened to once, however often it is attached and built", () => {
    const stream = new PassThrough();
    const message = draft(stream);
    const listeners = stream.listenerCount("error");
    message.attach("again.bin", stream);
    message.message();
    message.copy();
    expect(stream.listenerCount("error")).toBe(listeners);
  });
});

describe("a stream of Node that has nothing to give", () => {
  test("is refused when it is attached: it was read to its end", async () => {
    const read = Readable.from([new Uint8Array(3)]);
    for await (const _chunk of read);
    for (const attach of [
      () => draft(read),
      () => new EmailAttachment("a.bin", read),
      () => new EmailAttachment(new MimePart({ contentType: "image/png", content: read })),
    ]) {
      expect(attach).toThrow(StreamedContentError);
      expect(attach).toThrow("is a stream, which can be read once, and is read already");
    }
  });

  test("is refused when it is attached: it was destroyed", () => {
    expect(() => draft(new PassThrough().destroy())).toThrow(
      'The content of the attachment "a.bin" is a stream, which can be read once, and is destroyed already',
    );
  });

  test("is refused before anything is sent, when it was read or destroyed since it was attached", async () => {
    const backend = new RecordingBackend();
    const [read, destroyed] = [Readable.from([new Uint8Array(3)]), new PassThrough()];
    const messages = [draft(read), draft(destroyed)];
    for await (const _chunk of read);
    destroyed.destroy();
    for (const message of messages)
      expect(await failureOf(backend.sendMessages([message]))).toBeInstanceOf(StreamedContentError);
    expect(backend.sent).toEqual([]);
  });

  test("leaves its message to be looked at and copied, once that was sent", async () => {
    const message = draft(Readable.from([new Uint8Array(3)]));
    await message.buffered();
    expect(message.copy().message().children[1]?.filename).toBe("a.bin");
    expect(() => message.message().checkStreams()).toThrow(StreamedContentError);
  });
});

describe("a stream of Node that gives text", () => {
  test("is refused when it is attached, if it has an encoding", () => {
    const text = new PassThrough({ encoding: "utf8" });
    const part = new MimePart({ contentType: "image/png", content: text });
    for (const attach of [() => draft(text), () => new EmailAttachment(part)]) {
      expect(attach).toThrow(TypeError);
      expect(attach).toThrow('must be a stream of Uint8Arrays; it gives text, since it has the encoding "utf8".');
    }
  });

  test("is refused when it is read, if it does not tell, and its text is not shown", async () => {
    const error = await failureOf(draft(Readable.from(["\u0000\ufffd".repeat(50_000)])).buffered());
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toBe('The content of the attachment "a.bin" must be a stream of Uint8Arrays; it gave text.');
  });

  test("and one of objects that are octets is sent", async () => {
    const { attachments } = await draft(Readable.from([new Uint8Array(3)])).buffered();
    expect(attachments[0]?.content).toEqual(new Uint8Array(3));
  });
});
