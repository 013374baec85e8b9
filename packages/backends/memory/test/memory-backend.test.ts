import { type AttachmentContent, BadHeaderError, EmailMessage, EmailMultiAlternatives } from "@posthorn/core";
import { MimePart } from "@posthorn/core/mime";
import { beforeEach, describe, expect, test } from "vitest";
import { MemoryBackend, outbox } from "../src/index.ts";

beforeEach(() => {
  outbox.length = 0;
});

const message = (): EmailMultiAlternatives =>
  new EmailMultiAlternatives("Subject", "Body", "from@example.com", ["to@example.com"], {
    headers: { "X-Tag": "a" },
    alternatives: [["<p>Body</p>", "text/html"]],
    attachments: [["a.bin", new Uint8Array([1, 2])]],
  });

test("every backend without an outbox of its own shares the package's", async () => {
  await new MemoryBackend().sendMessages([message()]);
  await new MemoryBackend().sendMessages([message()]);
  const own = new MemoryBackend({ outbox: [] });
  await own.sendMessages([message()]);
  expect([outbox.length, own.outbox.length]).toEqual([2, 1]);
});

test("the outbox holds copies of the same class, which later changes to the draft do not reach", async () => {
  class Receipt extends EmailMultiAlternatives {}
  const draft = Object.assign(new Receipt(), message());
  await new MemoryBackend().sendMessages([draft]);
  draft.subject = "Changed";
  draft.to.push("late@example.com");
  draft.extraHeaders["X-Tag"] = "changed";
  draft.alternatives.length = 0;
  (draft.attachments[0]?.content as Uint8Array)[0] = 9;
  const [stored] = outbox as [Receipt];
  expect(stored).toBeInstanceOf(Receipt);
  expect(stored).toMatchObject({ subject: "Subject", to: ["to@example.com"], extraHeaders: { "X-Tag": "a" } });
  expect(stored.alternatives.map(({ content }) => content)).toEqual(["<p>Body</p>"]);
  expect(stored.attachments[0]?.content).toEqual(new Uint8Array([1, 2]));
});

test("what the wire would refuse is refused, and not stored", async () => {
  const invalid = message();
  invalid.subject = "a\nb";
  await expect(new MemoryBackend().sendMessages([invalid])).rejects.toThrow(BadHeaderError);
  expect(outbox).toEqual([]);
});

test("a stored message can be sent again", async () => {
  await new MemoryBackend().sendMessages([message()]);
  expect(outbox[0]?.message().toString()).toContain("Subject: Subject");
});

describe("what streams", () => {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield Uint8Array.of(1, 2);
    yield Uint8Array.of(3);
  }
  const streaming = (content: AttachmentContent): EmailMessage =>
    new EmailMessage("Subject", "Body", "from@example.com", ["to@example.com"], { attachments: [["a.bin", content]] });

  test.each([
    ["an async iterable", () => chunks()],
    ["a ReadableStream", () => new Blob([Uint8Array.of(1, 2, 3)]).stream()],
    ["a Blob", () => new Blob([Uint8Array.of(1, 2, 3)])],
  ])("of %s is in the outbox as what was read, which can be looked at again and again", async (_of, make) => {
    await new MemoryBackend().sendMessages([streaming(make())]);
    const [stored] = outbox;
    expect(stored?.attachments[0]).toMatchObject({ filename: "a.bin", content: Uint8Array.of(1, 2, 3) });
    for (const _time of [1, 2]) expect(stored?.message().toString()).toContain("\r\n\r\nAQID\r\n");
    expect(await new MemoryBackend().sendMessages([stored as EmailMessage])).toBe(1);
  });

  test("stays in the draft as it was given", async () => {
    const content = new Blob([Uint8Array.of(1)]);
    const draft = streaming(content);
    await new MemoryBackend().sendMessages([draft]);
    expect(draft.attachments[0]?.content).toBe(content);
  });

  test("of a part and of a nested message is read too", async () => {
    const draft = message();
    draft.attach(new MimePart({ contentType: "image/png", content: chunks() }));
    draft.attach("in.eml", streaming(chunks()), "message/rfc822");
    await new MemoryBackend().sendMessages([draft]);
    expect(
      outbox[0]
        ?.message()
        .toString()
        .match(/\r\n\r\nAQID\r\n/g),
    ).toHaveLength(2);
  });

  test("and cannot be read is refused, and not stored; the next message is", async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield Uint8Array.of(1);
      throw new Error("the disk is gone");
    }
    const sending = new MemoryBackend().sendMessages([streaming(failing()), streaming(chunks())]);
    await expect(sending).rejects.toMatchObject({ code: "unreadable_content", report: { sent: 1 } });
    expect(outbox.map(({ attachments }) => attachments[0]?.content)).toEqual([Uint8Array.of(1, 2, 3)]);
  });
});
