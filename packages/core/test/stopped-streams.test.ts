import { PassThrough, Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { InvalidMessageError } from "../src/index.ts";
import { type ContentStream, MimePart } from "../src/mime/index.ts";
import { failureOf } from "./failure-of.ts";

const OCTETS = new Uint8Array(100_000);
const NEVER = new Promise<never>(() => undefined);

/** Sources that give octets and then nothing more, each with whether it was ended. */
function hanging(): readonly (readonly [string, ContentStream, () => boolean])[] {
  let isCanceled = false;
  const web = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(OCTETS),
    cancel: () => {
      isCanceled = true;
    },
  });
  const node = new PassThrough();
  node.write(OCTETS);
  let isReturned = false;
  let isBegun = false;
  const iterable: AsyncIterable<Uint8Array> = {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        if (isBegun) return NEVER;
        isBegun = true;
        return { done: false, value: OCTETS };
      },
      return: async () => {
        isReturned = true;
        return { done: true, value: undefined };
      },
    }),
  };
  return [
    ["a ReadableStream", web, () => isCanceled],
    ["a stream of Node", node, () => node.destroyed],
    ["an async iterable", iterable, () => isReturned],
  ];
}

const partOf = (content: ContentStream): MimePart => new MimePart({ contentType: "image/png", content });

/** Reads to where a source gives nothing more; answers what is waited for then. */
async function waiting(chunks: AsyncGenerator<Uint8Array>): Promise<{ readonly next: Promise<unknown> }> {
  let next = chunks.next();
  for (;;) {
    const late = new Promise<"late">((resolve) => setTimeout(() => resolve("late"), 300));
    if ((await Promise.race([next, late])) === "late") return { next };
    next = chunks.next();
  }
}

describe.each(hanging().map(([name], index) => [name, index] as const))(
  "%s that gives nothing more",
  (_name, index) => {
    test("is ended by return() of the stream that waits for it, and who waits is told", async () => {
      const [, source, isEnded] = hanging()[index] ?? expect.unreachable();
      const chunks = partOf(source).stream();
      const { next } = await waiting(chunks);
      const failure = failureOf(next);
      const returned = chunks.return();
      expect(await failure).toMatchObject({ code: "unreadable_content" });
      expect(await returned).toEqual({ done: true, value: undefined });
      expect(isEnded()).toBe(true);
    });

    test("is ended by throw() of the stream that waits for it, and who throws gets the error back", async () => {
      const [, source, isEnded] = hanging()[index] ?? expect.unreachable();
      const chunks = partOf(source).stream();
      const { next } = await waiting(chunks);
      const failure = failureOf(next);
      const thrown = failureOf(chunks.throw(new RangeError("the disk is full")));
      expect(await failure).toMatchObject({ code: "unreadable_content" });
      expect((await thrown).message).toBe("the disk is full");
      expect(isEnded()).toBe(true);
    });

    test("is ended by an error of the stream of Node that is made of it", async () => {
      const [, source, isEnded] = hanging()[index] ?? expect.unreachable();
      const readable = Readable.from(partOf(source).stream()).resume();
      readable.on("error", () => undefined);
      await new Promise((resolve) => setTimeout(resolve, 200));
      readable.destroy(new Error("the disk is full"));
      await expect.poll(isEnded).toBe(true);
      await expect.poll(() => readable.closed).toBe(true);
    });

    test("is an error that names the attachment once nothing came in time, and is ended", async () => {
      const [, source, isEnded] = hanging()[index] ?? expect.unreachable();
      const reading = (async () => {
        for await (const _chunk of partOf(source).stream({ idleTimeoutMs: 100 }));
      })();
      const error = await failureOf(reading);
      expect(error).toBeInstanceOf(InvalidMessageError);
      expect(error).toMatchObject({ code: "unreadable_content" });
      expect(error.message).toBe("The content of the image/png part cannot be read: nothing came for 0.1 seconds.");
      expect(isEnded()).toBe(true);
    });
  },
);

/** Sources of which the first chunk is text or octets, and whose end never comes. */
const endless = (value: unknown): readonly (readonly [string, ContentStream])[] => [
  [
    "a ReadableStream",
    new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(value as Uint8Array),
      cancel: () => NEVER,
    }),
  ],
  [
    "an async iterable",
    {
      [Symbol.asyncIterator]: () => ({
        next: async () => ({ done: false, value: value as Uint8Array }),
        return: () => NEVER,
      }),
    },
  ],
];

describe.each(endless(OCTETS).map(([name], index) => [name, index] as const))(
  "%s whose end never comes",
  (_name, index) => {
    test("does not hold return() up", async () => {
      const [, source] = endless(OCTETS)[index] ?? expect.unreachable();
      const chunks = partOf(source).stream();
      await chunks.next();
      await chunks.next();
      const begun = performance.now();
      expect(await chunks.return()).toEqual({ done: true, value: undefined });
      expect(performance.now() - begun, "how long the end was waited for, in ms").toBeLessThan(2000);
    });

    test("does not hold the error up for which it is ended", async () => {
      const [, source] = endless("text")[index] ?? expect.unreachable();
      await expect(partOf(source).buffered()).rejects.toThrow("it gave text");
    });
  },
);

test("a source that takes its time to end has ended when return() is through", async () => {
  let isEnded = false;
  async function* closing(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) yield OCTETS;
    } finally {
      await new Promise((resolve) => setTimeout(resolve, 20));
      isEnded = true;
    }
  }
  const chunks = partOf(closing()).stream();
  await chunks.next();
  await chunks.next();
  await chunks.return();
  expect(isEnded).toBe(true);
});

test("the time that whoever reads takes is none of the source's", async () => {
  async function* twice(): AsyncGenerator<Uint8Array> {
    yield OCTETS;
    yield OCTETS;
  }
  let octets = 0;
  for await (const chunk of partOf(twice()).stream({ idleTimeoutMs: 50 })) {
    octets += chunk.length;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(octets).toBeGreaterThan(OCTETS.length * 2);
});

/** A source that gives so many octets each few ms, for ever. */
async function* trickling(octets: number, ms: number): AsyncGenerator<Uint8Array> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, ms));
    yield new Uint8Array(octets);
  }
}

test.each([
  ["empty chunks", trickling(0, 10), /^nothing came for 0\.2 seconds\.$/],
  [
    "an octet now and then",
    trickling(1, 20),
    /^only \d+ octets came in 0\.2 seconds, and a line that can be written has 57\.$/,
  ],
])("%s do not keep who reads waiting, since no line can be written", async (_of, source, reason) => {
  const chunks = partOf(source).stream({ idleTimeoutMs: 200 });
  await chunks.next();
  const begun = performance.now();
  const { message } = await failureOf(chunks.next());
  expect(message.replace("The content of the image/png part cannot be read: ", "")).toMatch(reason);
  expect(performance.now() - begun, "how long nothing was written, in ms").toBeLessThan(1000);
});

test("a source of empty chunks that lets no timer run is ended all the same", async () => {
  async function* busy(): AsyncGenerator<Uint8Array> {
    // Without an end that hung the test as well.
    for (const begun = performance.now(); performance.now() - begun < 3000; ) yield new Uint8Array();
  }
  const chunks = partOf(busy()).stream({ idleTimeoutMs: 100 });
  await chunks.next();
  expect((await failureOf(chunks.next())).message).toContain("nothing came for 0.1 seconds.");
});

test("a source whose chunks are small may take its time for each line", async () => {
  async function* slow(): AsyncGenerator<Uint8Array> {
    for (let index = 0; index < 12; index += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      yield new Uint8Array(30);
    }
  }
  let octets = 0;
  for await (const chunk of partOf(slow()).stream({ idleTimeoutMs: 500 })) octets += chunk.length;
  expect(octets).toBeGreaterThan(480);
});

test("what a source throws when it is ended does not replace why it was", async () => {
  const made = (value: unknown): ContentStream =>
    new ReadableStream<unknown>({
      start: (controller) => controller.enqueue(value),
      cancel: () => {
        throw new RangeError("cancel failed");
      },
    }) as ReadableStream<Uint8Array>;
  await expect(partOf(made("text")).buffered()).rejects.toThrow("it gave text");
  const sized = { size: 1, stream: () => made(OCTETS) as ReadableStream<Uint8Array> };
  await expect(partOf(sized).buffered()).rejects.toThrow("it had 1 octets, and gave more");
  for await (const _chunk of partOf(made(OCTETS)).stream()) break;
});

test("a Blob-like source whose stream() answers no stream is told so", async () => {
  const source = { size: 1, stream: async () => made() } as never;
  const made = (): ReadableStream => new Blob(["a"]).stream();
  expect((await failureOf(partOf(source).buffered())).message).toBe(
    "The content of the image/png part cannot be read: its stream() must answer a stream, and answered a promise, before which an await is missing.",
  );
});
