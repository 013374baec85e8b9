import { EmailAlternative, EmailMessage, EmailMultiAlternatives } from "@posthorn/core";
import { outbox } from "@posthorn/memory";
import { expect, test } from "vitest";
import { useOutbox } from "./use-outbox.ts";
import { read } from "./written.ts";

useOutbox();

test("P10.1, P10.5, P10.6: a text and an HTML version go out in one message", async () => {
  const message = new EmailMultiAlternatives("hello", "This is an important message.", "from@example.com", [
    "to@example.com",
  ]);
  message.attachAlternative("<p>This is an <strong>important</strong> message.</p>", "text/html");
  expect(await message.send()).toBe(1);
  const [sent = new EmailMessage()] = outbox;
  expect([...sent.message().walk()].map(({ contentType }) => contentType)).toEqual([
    "multipart/alternative",
    "text/plain",
    "text/html",
  ]);
  expect(await read(sent)).toMatchObject({
    subject: "hello",
    text: "This is an important message.\n",
    html: "<p>This is an <strong>important</strong> message.</p>\n",
  });
});

test("P10.2: EmailMultiAlternatives is an EmailMessage, with its methods and its arguments", async () => {
  const message = new EmailMultiAlternatives(
    "Subject",
    "Body",
    "from@example.com",
    ["to@example.com"],
    ["bcc@example.com"],
    {
      cc: ["cc@example.com"],
      replyTo: ["r@example.com"],
      headers: { "X-Tag": "a" },
    },
  );
  expect(message).toBeInstanceOf(EmailMessage);
  const { alternatives, ...inherited } = message;
  expect(alternatives).toEqual([]);
  const plain = new EmailMessage("Subject", "Body", "from@example.com", ["to@example.com"], ["bcc@example.com"], {
    cc: ["cc@example.com"],
    replyTo: ["r@example.com"],
    headers: { "X-Tag": "a" },
  });
  expect(inherited).toEqual({ ...plain });
  message.attach("a.txt", "File");
  expect(message.recipients()).toEqual(plain.recipients());
  expect(await message.send()).toBe(1);
});

test("P10.3: alternatives is a list of EmailAlternative, which tells content and MIME type", () => {
  const message = new EmailMultiAlternatives();
  message.attachAlternative("<p>Body</p>", "text/html");
  expect(message.alternatives).toHaveLength(1);
  expect(message.alternatives[0]).toBeInstanceOf(EmailAlternative);
  expect(message.alternatives[0]?.content).toBe("<p>Body</p>");
  expect(message.alternatives[0]?.mimetype).toBe("text/html");
});

test("P10.4: alternatives are added by attachAlternative(), or given to the constructor", () => {
  const given = new EmailMultiAlternatives({
    alternatives: [["<p>Body</p>", "text/html"], new EmailAlternative("# Body", "text/markdown")],
  });
  const added = new EmailMultiAlternatives();
  added.attachAlternative("<p>Body</p>", "text/html");
  added.attachAlternative("# Body", "text/markdown");
  expect(given.alternatives).toEqual(added.alternatives);
  expect(() => new EmailMessage({ alternatives: [["<p>", "text/html"]] } as object)).toThrow(
    /EmailMessage takes no option "alternatives"/,
  );
});

test("P10.7, P10.8: bodyContains tells whether a text is in the body and in every text alternative", () => {
  const message = new EmailMultiAlternatives("Hello World", "I am content.", "from@example.com", ["to@example.com"]);
  message.attachAlternative("<p>I am content.</p>", "text/html");
  expect(message.bodyContains("I am content")).toBe(true);
  expect(message.bodyContains("<p>I am content.</p>")).toBe(false);
  message.attachAlternative('{"other": 1}', "application/json");
  expect(message.bodyContains("I am content")).toBe(true);
  message.attachAlternative("# Something else", "text/markdown");
  expect(message.bodyContains("I am content")).toBe(false);
});

test("P10.9: an EmailAlternative reads as a tuple of content and MIME type", () => {
  const alternative = new EmailAlternative("<p>Body</p>", "text/html");
  expect([...alternative]).toEqual(["<p>Body</p>", "text/html"]);
  expect([alternative[0], alternative[1]]).toEqual(["<p>Body</p>", "text/html"]);
});
