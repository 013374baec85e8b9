import { EmailMessage } from "@posthorn/core";
import { expect, test } from "vitest";
import { code, expectMail, latest, outbox, waitForMessage } from "../src/index.ts";
import type {} from "../src/setup.ts";

const message = new EmailMessage("Hello", "Body", null, ["zoe@example.com"]);

// Each line that must not compile is refused when it runs, too.
test("what no matcher takes does not compile", () => {
  // @ts-expect-error misspelled
  expect(() => expect(outbox).toHaveSent({ subjct: "Hello" })).toThrow(TypeError);
  // @ts-expect-error no text
  expect(() => expect(outbox).toHaveSent({ subject: 1 })).toThrow(TypeError);
  // @ts-expect-error a value that is missing
  expect(() => expect(outbox).toHaveSent({ subject: undefined })).toThrow(TypeError);
  // @ts-expect-error misspelled
  expect(() => expect(outbox).toHaveSent({ attachments: { filname: "x" } })).toThrow(TypeError);
  // @ts-expect-error no number
  expect(() => expect(outbox).toHaveSentTimes("1")).toThrow(TypeError);
  // @ts-expect-error nobody
  expect(() => expect(message).toBeAddressedTo()).toThrow(TypeError);
  // @ts-expect-error no subject
  expect(() => expect(message).toHaveSubject()).toThrow(TypeError);
  // @ts-expect-error no name
  expect(() => expect(message).toHaveHeader()).toThrow(TypeError);
  // @ts-expect-error no text
  expect(() => expect(message).toHaveHeader("Subject", 1)).toThrow(TypeError);
  // @ts-expect-error no octets
  expect(() => expect(message).toHaveAttachment({ content: [1, 2] })).toThrow(TypeError);
  // @ts-expect-error no text
  expect(() => expect(message).toHaveTextBody(null)).toThrow(TypeError);
  // @ts-expect-error no text
  expect(() => expect(message).toHaveHtmlBody(1)).toThrow(TypeError);
  // @ts-expect-error no text
  expect(() => expect(message).toHaveLink(new URL("https://example.com"))).toThrow(TypeError);
  // @ts-expect-error no text
  expect(() => expect(message).bodyContains(/Body/)).toThrow(TypeError);
  // @ts-expect-error misspelled, and negated
  expect(() => expect(outbox).not.toHaveSent({ subjct: "Hello" })).toThrow(TypeError);
  // @ts-expect-error misspelled
  expect(() => expectMail(outbox).toHaveSent({ subjct: "Hello" })).toThrow(TypeError);
  // @ts-expect-error snapshots are the test runner's
  expect(expectMail(outbox).toMatchEmailSnapshot).toBeUndefined();
});

test("what no reading function takes does not compile", async () => {
  // @ts-expect-error misspelled
  expect(() => latest({ subjct: "Hello" })).toThrow(TypeError);
  // @ts-expect-error misspelled
  expect(() => code(message, { patern: /x/ })).toThrow(TypeError);
  // @ts-expect-error misspelled
  await expect(waitForMessage({}, { timeout: 1 })).rejects.toThrow(TypeError);
});

test("asymmetric values and RegExps compile wherever a text is expected", async () => {
  await message.send();
  expect(outbox).toHaveSent({
    to: expect.stringContaining("zoe"),
    subject: expect.stringMatching(/Hello/),
    body: /Body/,
    headers: { Subject: expect.any(String) },
  });
  expect([...outbox]).toEqual([expect.toHaveSubject("Hello")]);
  expect([...outbox]).toEqual([expect.not.toHaveSubject("Bye")]);
  await expect(Promise.resolve(outbox)).resolves.toHaveSent({ subject: "Hello" });
  await expect.poll(() => outbox).toHaveSent({ subject: "Hello" });
});
