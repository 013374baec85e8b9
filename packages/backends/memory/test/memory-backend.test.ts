import { BadHeaderError, EmailMultiAlternatives } from "@posthorn/core";
import { beforeEach, expect, test } from "vitest";
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
