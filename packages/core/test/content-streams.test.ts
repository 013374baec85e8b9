import { describe, expect, test } from "vitest";
import { EmailMessage, InvalidMessageError, type Reopenable, StreamedContentError } from "../src/index.ts";
import { type ContentStream, MimePart } from "../src/mime/index.ts";
import { failureOf } from "./failure-of.ts";
import { useFixedSources } from "./fixed-sources.ts";
import { RecordingBackend } from "./recording-backend.ts";

useFixedSources();

const OCTETS = Uint8Array.from({ length: 25_000 }, (_, index) => (index * 7) % 256);

function* chunksOf(octets: Uint8Array<ArrayBuffer>, size: number): Generator<Uint8Array<ArrayBuffer>> {
  for (let from = 0; from < octets.length; from += size) yield octets.slice(from, from + size);
}

async function* iterable(size = 57, octets = OCTETS): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  yield* chunksOf(octets, size);
}

function readable(size = 57, octets = OCTETS): ReadableStream<Uint8Array> {
  const chunks = chunksOf(octets, size);
  return new ReadableStream({
    pull(controller) {
      const { done, value } = chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}

const reopenable = (size = OCTETS.length): Reopenable => ({ size, stream: () => iterable() });
const partOf = (content: Uint8Array | ContentStream): MimePart =>
  new MimePart({ contentType: "application/x-test", content });
const draft = (...contents: readonly ContentStream[]): EmailMessage =>
  new EmailMessage("Subject", "Body", "from@example.com", ["to@example.com"], {
    attachments: contents.map((content, index) => [`${index}.bin`, content] as const),
  });

async function streamed(part: MimePart): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of part.stream()) chunks.push(new Uint8Array(chunk));
  return new Uint8Array(Buffer.concat(chunks));
}

describe("what streams is written to the octet as the same content in memory", () => {
  const expected = partOf(OCTETS).toBytes();

  test.each([1, 56, 57, 58, 10_000])("an async iterable and a ReadableStream in chunks of %i octets", async (size) => {
    expect(await streamed(partOf(iterable(size)))).toEqual(expected);
    expect(await streamed(partOf(readable(size)))).toEqual(expected);
  });

  test.each([1, 2, 3, 56, 57, 58, 114])("content of %i octets, in chunks of each size up to it", async (length) => {
    const octets = OCTETS.slice(0, length);
    for (let size = 1; size <= length; size += 1)
      expect(await streamed(partOf(iterable(size, octets))), `chunks of ${size}`).toEqual(partOf(octets).toBytes());
  });

  test("a Blob and a File", async () => {
    expect(await streamed(partOf(new Blob([OCTETS])))).toEqual(expected);
    expect(await streamed(partOf(new File([OCTETS], "a.bin")))).toEqual(expected);
  });

  test("chunks of no octets, and content of none", async () => {
    async function* sparse(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array();
      for await (const chunk of iterable(100)) yield* [chunk, new Uint8Array()];
    }
    expect(await streamed(partOf(sparse()))).toEqual(expected);
    expect(await streamed(partOf(new Blob([])))).toEqual(partOf(new Uint8Array()).toBytes());
  });

  test("a source that fills the same memory again", async () => {
    async function* reusing(): AsyncGenerator<Uint8Array> {
      const memory = new Uint8Array(100);
      for (const chunk of chunksOf(OCTETS, 100)) {
        memory.set(chunk);
        yield memory.subarray(0, chunk.length);
      }
    }
    expect(await streamed(partOf(reusing()))).toEqual(expected);
    expect((await partOf(reusing()).buffered()).content).toEqual(OCTETS);
  });

  test("as one of several parts", async () => {
    const mixedOf = (content: Uint8Array | ContentStream): MimePart =>
      new MimePart({ contentType: "multipart/mixed; boundary=b", content: [partOf(content), partOf(OCTETS)] });
    expect(await streamed(mixedOf(new Blob([OCTETS])))).toEqual(mixedOf(OCTETS).toBytes());
  });
});

describe("a part that streams", () => {
  test("has no octets before it is sent, nor has what holds it", () => {
    const holder = new MimePart({ contentType: "multipart/mixed", content: [partOf(iterable())] });
    for (const part of [partOf(new Blob([OCTETS])), partOf(readable()), partOf(iterable()), holder]) {
      expect(() => part.toBytes()).toThrow(StreamedContentError);
      expect(() => part.toString()).toThrow(StreamedContentError);
    }
    expect(() => partOf(iterable()).content).toThrow(StreamedContentError);
  });

  test("tells its size where its source does, and whether it streams and can be read again", () => {
    const told = (part: MimePart): unknown => [part.size, part.isStreamed, part.isRepeatable];
    const size = partOf(OCTETS).toBytes().length;
    expect(told(partOf(OCTETS))).toEqual([size, false, true]);
    expect(told(partOf(new Blob([OCTETS])))).toEqual([size, true, true]);
    expect(told(partOf(reopenable()))).toEqual([size, true, true]);
    expect(told(partOf(readable()))).toEqual([undefined, true, false]);
    expect(told(partOf(iterable()))).toEqual([undefined, true, false]);
    const holding = (...content: readonly MimePart[]): MimePart =>
      new MimePart({ contentType: "multipart/mixed", content });
    expect(told(holding(partOf(OCTETS), partOf(iterable())))).toEqual([undefined, true, false]);
    expect(holding(partOf(OCTETS), partOf(new Blob([OCTETS])))).toMatchObject({ isStreamed: true, isRepeatable: true });
  });

  test("is base64 alone, and never a nested message, which is not encoded", () => {
    const content = new Blob([OCTETS]);
    expect(partOf(content).transferEncoding).toBe("base64");
    for (const transferEncoding of ["7bit", "8bit", "quoted-printable"] as const)
      expect(() => new MimePart({ contentType: "text/plain", content, transferEncoding })).toThrow(
        "What streams is sent as base64",
      );
    expect(() => new MimePart({ contentType: "message/rfc822", content })).toThrow("cannot stream");
  });

  test("is buffered into a part of octets; one of octets is itself", async () => {
    const buffered = await partOf(iterable()).buffered();
    expect(buffered.isStreamed).toBe(false);
    expect(buffered.content).toEqual(OCTETS);
    expect(await buffered.buffered()).toBe(buffered);
    const mixed = new MimePart({
      contentType: "multipart/mixed; boundary=b",
      content: [partOf(OCTETS), partOf(readable())],
    });
    const octets = new MimePart({
      contentType: "multipart/mixed; boundary=b",
      content: [partOf(OCTETS), partOf(OCTETS)],
    });
    expect((await mixed.buffered()).toBytes()).toEqual(octets.toBytes());
  });
});

describe("a source that can be read once", () => {
  test("is written once, and then an error", async () => {
    for (const source of [iterable(), readable()]) {
      const part = partOf(source);
      await streamed(part);
      await expect(streamed(part)).rejects.toThrow(StreamedContentError);
      await expect(streamed(partOf(source))).rejects.toThrow(StreamedContentError);
      await expect(part.buffered()).rejects.toThrow(StreamedContentError);
    }
  });

  test.each([
    ["an async iterable", () => iterable()],
    ["a ReadableStream", () => readable()],
  ])("%s is refused before anything is sent, when it was read", async (_name, make) => {
    const backend = new RecordingBackend();
    backend.behaviour = async (message) => {
      await streamed(backend.sent.at(-1)?.mime as MimePart);
      return { message, outcome: "accepted", recipients: [] };
    };
    const message = draft(make());
    expect(await backend.sendMessages([message])).toBe(1);
    const error = await failureOf(backend.sendMessages([message]));
    expect(error).toBeInstanceOf(StreamedContentError);
    expect(error).toMatchObject({ code: "streamed_content", report: { sent: 0 } });
    expect(backend.sent).toHaveLength(1);
  });

  test("is refused before anything is sent, where it stands in a message twice", async () => {
    const backend = new RecordingBackend();
    const [source, blob] = [iterable(), new Blob([OCTETS])];
    expect(await failureOf(backend.sendMessages([draft(source, source)]))).toBeInstanceOf(StreamedContentError);
    expect(await failureOf(backend.sendMessages([draft(source, blob, source)]))).toBeInstanceOf(StreamedContentError);
    expect(backend.sent).toEqual([]);
    expect(await backend.sendMessages([draft(blob, source, blob)])).toBe(1);
  });

  test("is refused before anything is sent, where another reads it", async () => {
    const backend = new RecordingBackend();
    const locked = readable();
    locked.getReader();
    expect(await failureOf(backend.sendMessages([draft(locked)]))).toBeInstanceOf(StreamedContentError);
    expect(backend.sent).toEqual([]);
  });
});

test("an error about what streams names the attachment: its file, or its type where it has no name", async () => {
  const message = draft();
  message.attach("report.pdf", reopenable(OCTETS.length + 1));
  message.attach("used.pdf", iterable());
  message.attach(null, reopenable(OCTETS.length + 1), "image/png");
  const [, report, used, unnamed] = message.message().children;
  for (const reading of [report?.buffered(), message.attachments[0]?.buffered()])
    expect((await failureOf(reading as Promise<unknown>)).message).toMatch(
      /^The content of the attachment "report\.pdf" changed since it was attached: it had 25001 octets, and gave 25000\.$/,
    );
  await used?.buffered();
  expect((await failureOf(used?.buffered() as Promise<unknown>)).message).toMatch(
    /^The content of the attachment "used\.pdf" is a stream, which can be read once, and is read already;/,
  );
  expect((await failureOf(unnamed?.buffered() as Promise<unknown>)).message).toMatch(
    /^The content of the image\/png part changed /,
  );
});

test("a source that can be read again is written again and again", async () => {
  for (const source of [new Blob([OCTETS]), reopenable()]) {
    const part = partOf(source);
    for (const _time of [1, 2, 3]) expect(await streamed(part)).toEqual(partOf(OCTETS).toBytes());
  }
});

describe("a source that does not give what it should", () => {
  test("fails as content that cannot be read, with its own error as the cause", async () => {
    const cause = new RangeError("the disk is gone");
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield OCTETS;
      throw cause;
    }
    const errored = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(cause) });
    for (const source of [failing(), errored]) {
      const error = await failureOf(streamed(partOf(source)));
      expect(error).toBeInstanceOf(InvalidMessageError);
      expect(error).toMatchObject({ code: "unreadable_content", cause });
      expect(error.message).toContain("the disk is gone");
    }
  });

  test("is a TypeError where it gives text, and is ended", async () => {
    let isEnded = false;
    async function* texts(): AsyncGenerator<Uint8Array> {
      try {
        yield OCTETS;
        yield "text" as never;
        yield OCTETS;
      } finally {
        isEnded = true;
      }
    }
    await expect(streamed(partOf(texts()))).rejects.toThrow(TypeError);
    expect(isEnded).toBe(true);
  });

  test.each([
    ["more", -1],
    ["fewer", 1],
  ])("is an error where it gives %s octets than its size", async (_which, difference) => {
    const error = await failureOf(streamed(partOf(reopenable(OCTETS.length + difference))));
    expect(error).toBeInstanceOf(InvalidMessageError);
    expect(error).toMatchObject({ code: "unreadable_content" });
    expect(error.message).toContain("changed since it was attached");
  });

  test("never gives more octets than the size that was told", async () => {
    const part = partOf(reopenable(100));
    let written = 0;
    const reading = (async () => {
      for await (const chunk of part.stream()) written += chunk.length;
    })();
    await expect(reading).rejects.toThrow(InvalidMessageError);
    expect(written).toBeLessThanOrEqual(part.size ?? 0);
  });
});

test("a source is ended by whoever stops reading", async () => {
  const log: string[] = [];
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) yield OCTETS;
    } finally {
      log.push("finally");
    }
  }
  const web = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(OCTETS),
    cancel: () => {
      log.push("cancel");
    },
  });
  for (const source of [endless(), web]) {
    let chunks = 0;
    for await (const _chunk of partOf(source).stream()) {
      chunks += 1;
      if (chunks === 3) break;
    }
  }
  expect(log).toEqual(["finally", "cancel"]);
});

describe("what is attached and streams", () => {
  test("is read into memory by buffered() of the attachment and of the message, which leave the draft as it is", async () => {
    const message = draft(new Blob([OCTETS]), reopenable());
    const [attachment] = message.attachments;
    expect((await attachment?.buffered())?.content).toEqual(OCTETS);
    const read = await message.buffered();
    expect(read.attachments.map(({ content }) => content)).toEqual([OCTETS, OCTETS]);
    expect(read.attachments.map(({ filename, mimetype }) => [filename, mimetype])).toEqual(
      message.attachments.map(({ filename, mimetype }) => [filename, mimetype]),
    );
    expect(message.attachments[0]).toBe(attachment);
    expect(attachment?.content).toBeInstanceOf(Blob);
    expect(read.message().isStreamed).toBe(false);
  });

  test("keeps its Content-ID when it is buffered, and a nested message is buffered too", async () => {
    const message = draft();
    message.attach("logo.png", new Blob([OCTETS]), { contentId: "logo" });
    message.attach("in.eml", draft(iterable()), "message/rfc822");
    const [logo, nested] = (await message.buffered()).attachments;
    expect(logo).toMatchObject({ contentId: "logo", mimetype: "image/png", content: OCTETS });
    expect(nested?.content).toMatchObject({ attachments: [{ content: OCTETS }] });
  });

  test("a part that streams is itself what is attached, and is buffered with its headers", async () => {
    const message = draft();
    message.attach(partOf(iterable()));
    expect(message.message().isStreamed).toBe(true);
    const read = await message.buffered();
    expect(read.message().children.at(-1)?.content).toEqual(OCTETS);
  });

  test("has the type of the name, else of the Blob, else none that is known", () => {
    const typeOf = (name: string, content: ContentStream): string | undefined => {
      const message = new EmailMessage();
      message.attach(name, content);
      return message.attachments[0]?.mimetype;
    };
    const blob = new Blob([OCTETS], { type: "image/webp" });
    expect([typeOf("a.pdf", blob), typeOf("a", blob), typeOf("a", iterable())]).toEqual([
      "application/pdf",
      "image/webp",
      "application/octet-stream",
    ]);
  });
});

describe("prepare()", () => {
  test("shows the octets of a Blob, which can be sent afterwards", async () => {
    const backend = new RecordingBackend();
    const message = draft(new Blob([OCTETS]));
    const { bytes = new Uint8Array() } = await backend.prepare(message);
    expect(Buffer.from(bytes).toString("latin1")).toContain(partOf(OCTETS).toString().split("\r\n\r\n")[1]);
    expect(await backend.sendMessages([message])).toBe(1);
    expect((await streamed(backend.sent[0]?.mime as MimePart)).length).toBe(bytes.length);
  });

  test("throws for a stream that can be read once, and leaves it to be sent", async () => {
    const backend = new RecordingBackend();
    for (const source of [iterable(), readable()]) {
      const message = draft(source);
      await expect(backend.prepare(message)).rejects.toThrow(StreamedContentError);
      expect(await backend.sendMessages([message])).toBe(1);
      const read = await backend.sent.at(-1)?.mime.buffered();
      expect(read?.children[1]?.content).toEqual(OCTETS);
    }
  });
});
