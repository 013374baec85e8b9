import {
  BadAddressError,
  BadHeaderError,
  configureMail,
  EmailMessage,
  EmailMultiAlternatives,
  sendMail,
} from "@posthorn/core";
import { MemoryBackend, outbox } from "@posthorn/memory";
import { expect, test } from "vitest";
import { useOutbox } from "./use-outbox.ts";

useOutbox();

const message = (subject: string, to: readonly string[] = ["to@example.com"]): EmailMessage =>
  new EmailMessage(subject, "Body", "from@example.com", to);

test("B13.17: the outbox is one list, of every backend and of sendMail(), and counts", async () => {
  expect(await new MemoryBackend().sendMessages([message("a"), message("b")])).toBe(2);
  expect(await new MemoryBackend().sendMessages([message("c")])).toBe(1);
  configureMail({ backend: MemoryBackend });
  expect(await sendMail("d", "Body", null, ["to@example.com"])).toBe(1);
  expect(outbox.map(({ subject }) => subject)).toEqual(["a", "b", "c", "d"]);
  expect(outbox[3]).toBeInstanceOf(EmailMultiAlternatives);
});

test("B13.17: the outbox is there, and empty, before anything is sent", () => {
  expect(outbox).toEqual([]);
});

test("B13.17: the outbox has deep copies: what happens to a message afterwards does not reach them", async () => {
  const octets = Uint8Array.of(1);
  const draft = new EmailMultiAlternatives("Subject", "Body", "from@example.com", ["to@example.com"], {
    headers: { "X-Tag": "a" },
    html: "<p>Body</p>",
    attachments: [["a.bin", octets]],
  });
  await new MemoryBackend().sendMessages([draft]);
  draft.subject = "Changed";
  draft.to.push("late@example.com");
  draft.extraHeaders["X-Tag"] = "b";
  draft.alternatives.length = 0;
  octets[0] = 9;
  expect(outbox).toMatchObject([
    {
      subject: "Subject",
      to: ["to@example.com"],
      extraHeaders: { "X-Tag": "a" },
      alternatives: [{ content: "<p>Body</p>" }],
      attachments: [{ content: Uint8Array.of(1) }],
    },
  ]);
});

test("B13.18: a bad header is an error, silently too; the messages before it and behind it are in the outbox", async () => {
  const silent = new MemoryBackend({ failSilently: true });
  const sent = silent.sendMessages([message("a"), message("line\nbreak"), message("c")]);
  await expect(sent).rejects.toThrow(BadHeaderError);
  expect(outbox.map(({ subject }) => subject)).toEqual(["a", "c"]);
});

test("B13.19: a message without recipients is neither kept nor counted", async () => {
  expect(await new MemoryBackend().sendMessages([message("nobody", []), message("a")])).toBe(1);
  expect(outbox.map(({ subject }) => subject)).toEqual(["a"]);
});

test.each(["to@", "Just A Name", "a@b@c"])("B13.19: the address %s is refused, as on the wire", async (address) => {
  await expect(new MemoryBackend().sendMessages([message("a", [address])])).rejects.toThrow(BadAddressError);
  expect(outbox).toEqual([]);
});
