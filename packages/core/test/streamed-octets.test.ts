import { expect, test } from "vitest";
import { InvalidMessageError } from "../src/index.ts";
import { HeaderField, MimePart, type MimePartOptions } from "../src/mime/index.ts";

async function* chunks(...lengths: readonly number[]): AsyncGenerator<Uint8Array> {
  let octet = 0;
  for (const length of lengths) yield Uint8Array.from({ length }, () => octet++);
}

const streamed = (content: unknown): MimePart =>
  new MimePart({ contentType: "application/x-data", content: content as MimePartOptions["content"] });

async function written(part: MimePart): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of part.stream()) all.push(chunk);
  return Buffer.concat(all);
}

test("a stream is written like its octets, however it is cut", async () => {
  for (const lengths of [[1], [56, 1], [57], [58], [1, 55, 3], [10, 200, 40], [57, 57, 1], [0, 100, 0, 13]]) {
    const total = lengths.reduce((sum, length) => sum + length, 0);
    const whole = streamed(Uint8Array.from({ length: total }, (_, octet) => octet));
    expect((await written(streamed(chunks(...lengths)))).toString()).toBe(whole.toString());
  }
});

test("small chunks are written together, and large ones with them, at every size around that of a write", async () => {
  const write = 57 * 1024;
  for (const lengths of [
    Array.from({ length: 2000 }, () => 100),
    [write],
    [write - 1, 1, 5],
    [write - 1, 2],
    [write + 1, write - 1],
    [1, write, 1],
    [1, 3 * write, 56, 1],
    [10, write - 10, 2 * write + 3, 54],
  ]) {
    const total = lengths.reduce((sum, length) => sum + length, 0);
    const whole = streamed(Uint8Array.from({ length: total }, (_, octet) => octet));
    const part = streamed(chunks(...lengths));
    const sizes: number[] = [];
    const all: Uint8Array[] = [];
    for await (const chunk of part.stream()) {
      sizes.push(chunk.length);
      all.push(chunk);
    }
    expect(Buffer.concat(all).equals(whole.toBytes()), String(lengths.slice(0, 5))).toBe(true);
    expect(sizes.length, "writes, the header's and the last line's among them").toBeLessThanOrEqual(total / write + 4);
  }
});

test("a slow stream is written as it comes, in whole lines", async () => {
  const release: (() => void)[] = [];
  async function* slow(): AsyncGenerator<Uint8Array> {
    for (const fill of [1, 2, 3]) {
      yield new Uint8Array(100).fill(fill);
      await new Promise<void>((resolve) => release.push(resolve));
    }
  }
  const whole = Buffer.concat([1, 2, 3].map((fill) => new Uint8Array(100).fill(fill)));
  const part = streamed(slow());
  const head = streamed(whole).toString().split("\r\n\r\n")[0];
  let text = "";
  const lines: number[] = [];
  for await (const chunk of part.stream()) {
    text += Buffer.from(chunk).toString("latin1");
    lines.push((text.length - `${head}\r\n\r\n`.length) / 78);
    release.shift()?.();
  }
  expect(text).toBe(streamed(whole).toString());
  expect(lines.slice(0, 4), "whole lines that were written, while the stream waits for them to be").toEqual([
    0, 1, 3, 5,
  ]);
});

test("a source that gives fewer or more octets than it told is refused, and no more are sent", async () => {
  for (const size of [2, 4]) {
    const part = streamed({ size, stream: () => chunks(3) });
    await expect(written(part)).rejects.toThrow(InvalidMessageError);
  }
  const given: Uint8Array[] = [];
  const part = streamed({ size: 100_000, stream: () => chunks(57 * 1024, 57 * 1024) });
  await expect(
    (async () => {
      for await (const chunk of part.stream()) given.push(chunk);
    })(),
  ).rejects.toThrow("it had 100000 octets, and gave more");
  expect(Buffer.concat(given).toString().split("\r\n\r\n")[1]).toHaveLength(78 * 1024);
});

test("a stream of anything but octets is refused", async () => {
  async function* texts(): AsyncGenerator<string> {
    yield "a";
  }
  await expect(written(streamed(texts()))).rejects.toThrow("must be a stream of Uint8Arrays");
});

test("a stream that was read is not written again", async () => {
  const part = streamed(chunks(3));
  await written(part);
  await expect(written(part)).rejects.toThrow("is read already");
});

test("the size is told in octets, of headers beyond ASCII too", async () => {
  const headers = [HeaderField.mailboxes("From", ["éé@example.com"])];
  const part = new MimePart({ contentType: "application/x-data", content: new Blob(["abc"]), headers });
  expect(part.size).toBe((await written(part)).length);
});
