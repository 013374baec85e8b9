import { BadAddressError, BadHeaderError, EmailMessage } from "@posthorn/core";
import { expect, test } from "vitest";
import { DummyBackend } from "../src/index.ts";

test("messages are counted and go nowhere", async () => {
  const messages = [
    new EmailMessage({ to: ["a@example.com"] }),
    new EmailMessage(),
    new EmailMessage({ to: ["b@example.com"] }),
  ];
  expect(await new DummyBackend().sendMessages(messages)).toBe(2);
});

test("what the wire would refuse is refused", async () => {
  await expect(new DummyBackend().sendMessages([new EmailMessage({ to: ["a@b@c"] })])).rejects.toThrow(BadAddressError);
});

test("an invalid header is refused, silently too, and the others are counted", async () => {
  const to = ["a@example.com"];
  const messages = [new EmailMessage({ to, subject: "a\nb" }), new EmailMessage({ to })];
  const sent = new DummyBackend({ failSilently: true }).sendMessages(messages);
  await expect(sent).rejects.toThrow(BadHeaderError);
  await expect(sent).rejects.toMatchObject({ report: { sent: 1 } });
});

test("what streams is not read", async () => {
  async function* content(): AsyncGenerator<Uint8Array> {
    yield expect.unreachable("nothing is sent, so nothing is read");
  }
  const message = new EmailMessage({ to: ["a@example.com"] });
  message.attach("a.bin", content());
  expect(await new DummyBackend().sendMessages([message])).toBe(1);
});

test("an option that does not exist is a TypeError", () => {
  expect(() => new DummyBackend({ silent: true } as never)).toThrow('DummyBackend takes no option "silent"');
});
