import { BadAddressError, EmailMessage } from "@posthorn/core";
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
