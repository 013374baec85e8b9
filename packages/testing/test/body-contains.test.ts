import { EmailMultiAlternatives } from "@posthorn/core";
import { describe, expect, test } from "vitest";
import { outbox } from "../src/index.ts";
import { failureOf } from "./failure-of.ts";

const message = (): EmailMultiAlternatives =>
  new EmailMultiAlternatives("Hello", "I am content.", "from@example.com", ["to@example.com"], {
    alternatives: [["<p>I am content.</p>", "text/html"]],
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
    expect(text).toContain('Expected a message with\n  body  that contains "<p>I am", in every version');
    expect(text).toContain("To: to@example.com");
    expect(text).toContain("missing   in text/plain\n");
  });

  test("fails for an empty outbox by saying that nothing was sent", () => {
    expect(failureOf(() => expect(outbox).bodyContains("x"))).toContain("Nothing was sent.");
  });

  test("negated, it fails with what the message says", () => {
    expect(failureOf(() => expect(message()).not.bodyContains("content"))).toContain(
      'Expected a message without\n  body  that contains "content", in every version',
    );
  });

  test("anything but messages is a TypeError, also negated", () => {
    expect(() => expect("text").not.bodyContains("x")).toThrow(TypeError);
    expect(() => expect([1]).bodyContains("x")).toThrow(TypeError);
  });
});
