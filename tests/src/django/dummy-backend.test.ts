import { BadHeaderError, EmailMessage } from "@posthorn/core";
import { DummyBackend } from "@posthorn/dummy";
import { expect, test } from "vitest";

const message = (subject: string, to: readonly string[] = ["to@example.com"]): EmailMessage =>
  new EmailMessage(subject, "Body", "from@example.com", to);

test("B13.20: it answers the number of messages, of any iterable", async () => {
  function* some(): Generator<EmailMessage, void, undefined> {
    yield message("a");
    yield message("b");
  }
  expect(await new DummyBackend().sendMessages([message("a"), message("b"), message("c")])).toBe(3);
  expect(await new DummyBackend().sendMessages(some())).toBe(2);
  expect(await new DummyBackend().sendMessages([])).toBe(0);
});

test("B13.20: it builds messages, and refuses what the wire would refuse", async () => {
  const draft = message("a");
  let built = 0;
  const build = draft.message.bind(draft);
  draft.message = () => {
    built += 1;
    return build();
  };
  expect(await new DummyBackend().sendMessages([draft])).toBe(1);
  expect(built).toBe(1);
  await expect(new DummyBackend().sendMessages([message("line\nbreak")])).rejects.toThrow(BadHeaderError);
});

test("B13.20: a message without recipients is not counted", async () => {
  expect(await new DummyBackend().sendMessages([message("a"), message("nobody", [])])).toBe(1);
});
