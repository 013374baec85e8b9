import { EmailMessage, EmailMultiAlternatives, getConnection, sendMail } from "@posthorn/core";
import { MemoryBackend } from "@posthorn/memory";
import { describe, expect, test } from "vitest";
import { outbox } from "../src/index.ts";

const message = (): EmailMultiAlternatives =>
  new EmailMultiAlternatives("Hello", "I am content.", "from@example.com", ["to@example.com"], {
    alternatives: [["<p>I am content.</p>", "text/html"]],
  });

function failureOf(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return (error as Error).message;
  }
  return expect.unreachable("the assertion must fail");
}

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

describe("bodyContains", () => {
  test("passes for a message with the text in its body and in every text alternative", () => {
    expect(message()).bodyContains("I am content");
    expect(message()).not.bodyContains("<p>I am content.</p>");
  });

  test("passes for an outbox with such a message", async () => {
    await message().send();
    expect(outbox).bodyContains("I am content");
    expect(outbox).not.bodyContains("elsewhere");
  });

  test("fails with what the message says and where the text is missing", () => {
    const text = failureOf(() => expect(message()).bodyContains("<p>I am"));
    expect(text).toContain('Expected the message to contain "<p>I am" in its body and in every text alternative.');
    expect(text).toContain("To: to@example.com");
    expect(text).toContain("It is missing in text/plain.");
  });

  test("fails for an empty outbox by saying that nothing was sent", () => {
    expect(failureOf(() => expect(outbox).bodyContains("x"))).toContain("Nothing was sent.");
  });

  test("negated, it fails with what the message says", () => {
    expect(failureOf(() => expect(message()).not.bodyContains("content"))).toContain(
      'Expected no body of the message to contain "content".',
    );
  });

  test("anything but messages is a TypeError, also negated", () => {
    expect(() => expect("text").not.bodyContains("x")).toThrow(TypeError);
    expect(() => expect([1]).bodyContains("x")).toThrow(TypeError);
  });
});
