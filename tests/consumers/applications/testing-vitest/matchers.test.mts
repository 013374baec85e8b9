import { sendMail } from "@posthorn/core";
import { code, expectMail, latest, links, outbox, waitForMessage } from "@posthorn/testing";
import type { CaughtMail } from "@posthorn/testing/catcher";
import type {} from "@posthorn/testing/setup";
import { expect, test } from "vitest";

const text = "Your code is 482 913, or go to https://example.com/login.";

async function sendCode(subject: string): Promise<void> {
  await sendMail(subject, text, "login@example.com", ["Zoë <zoe@example.com>"]);
}

test("matchers pass, and are values for toEqual", async () => {
  await sendCode("Hello");
  expect(outbox).toHaveSent({ to: "zoe@example.com", subject: expect.stringContaining("Hel"), body: /482/ });
  expect(outbox).toHaveSent({ recipients: expect.arrayContaining(["Zoë <zoe@example.com>"]) });
  expect(outbox).not.toHaveSent({ recipients: expect.arrayContaining(["zoe@example.org"]) });
  expect(outbox).toHaveSentTimes(1);
  expect(outbox[0]).toHaveLink("https://example.com/login");
  expect([...outbox]).toEqual([expect.toHaveSubject("Hello")]);
  expect([...outbox]).toEqual([expect.not.toHaveSubject("Bye")]);
  expect(outbox).toHaveSent((message) => message.subject === "Hello");
  expect(outbox).toHaveSentTimes(0, ({ secure }: CaughtMail) => secure === true);
  await expect(Promise.resolve(outbox)).resolves.toHaveSent();
});

test("matchers fail with what was sent", async () => {
  await sendCode("Hello");
  expect(() => expect(outbox).toHaveSent({ subject: "Bye" })).toThrow(/Subject: Hello/);
  expect(() => expectMail(outbox).not.toHaveSent()).toThrow(/Subject: Hello/);
});

test("what a matcher does not take does not compile, and is refused", () => {
  // @ts-expect-error misspelled
  expect(() => expect(outbox).toHaveSent({ subjct: "x" })).toThrow(TypeError);
  // @ts-expect-error missing
  expect(() => expect(outbox).toHaveSubject()).toThrow(TypeError);
});

test("a mail is read", async () => {
  setTimeout(() => sendCode("Later"), 1);
  expect(await waitForMessage({ subject: "Later" })).toBe(outbox[0]);
  expect(code(latest())).toBe("482913");
  expect(links(latest())).toEqual(["https://example.com/login"]);
});

test("a mail is as its snapshot, which counts as one assertion", async () => {
  expect.assertions(1);
  await sendCode("Hello");
  expect(outbox[0]).toMatchEmailSnapshot();
});

test.concurrent.each(["ada", "bob"])("a mail is as its snapshot in a concurrent test of %s", async (name) => {
  await sendCode(name);
  await new Promise((resolve) => setTimeout(resolve, 1));
  expect(outbox[0]).toMatchEmailSnapshot();
});
