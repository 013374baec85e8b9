import { EmailMessage, EmailMultiAlternatives, getConnection, sendMail } from "@posthorn/core";
import { MemoryBackend } from "@posthorn/memory";
import { describe, expect, test } from "vitest";
import { outbox } from "../src/index.ts";

const message = (): EmailMultiAlternatives =>
  new EmailMultiAlternatives("Hello", "I am content.", "from@example.com", ["to@example.com"], {
    alternatives: [["<p>I am content.</p>", "text/html"]],
  });

describe("the outbox", () => {
  test("holds what was sent without a connection of its own, as the class that was sent", async () => {
    await sendMail("Hello", "Body", "from@example.com", ["to@example.com"]);
    await message().send();
    expect(outbox.map(({ subject }) => subject)).toEqual(["Hello", "Hello"]);
    expect(outbox[1]).toBeInstanceOf(EmailMultiAlternatives);
  });

  test("is empty at the start of each test", () => {
    expect(outbox).toEqual([]);
  });

  test("does not take what is sent over an explicit connection", async () => {
    const connection = await getConnection(MemoryBackend, { outbox: [] });
    await new EmailMessage({ to: ["to@example.com"], connection }).send();
    expect([connection.outbox.length, outbox.length]).toEqual([1, 0]);
  });

  test("refuses what the wire would refuse", async () => {
    await expect(sendMail("a\nb", "Body", null, ["to@example.com"])).rejects.toThrow(/line breaks/);
    expect(outbox).toEqual([]);
  });
});
