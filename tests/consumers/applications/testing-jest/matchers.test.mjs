import { jest } from "@jest/globals";
import { sendMail } from "@posthorn/core";
import { code, expectMail, latest, links, outbox, waitForMessage, withOutbox } from "@posthorn/testing";

const text = "Your code is 482 913, or go to https://example.com/login.";
const sendCode = (subject) => sendMail(subject, text, "login@example.com", ["Zoë <zoe@example.com>"]);

test("matchers pass, and are values for toEqual", async () => {
  await sendCode("Hello");
  expect(outbox).toHaveSent({ to: "zoe@example.com", subject: expect.stringContaining("Hel"), body: /482/ });
  expect(outbox).toHaveSent({ recipients: expect.arrayContaining(["Zoë <zoe@example.com>"]) });
  expect(outbox).not.toHaveSent({ recipients: expect.arrayContaining(["zoe@example.org"]) });
  expect([...outbox]).toEqual([expect.toHaveSubject("Hello")]);
  expect([...outbox]).toEqual([expect.not.toHaveSubject("Bye")]);
});

test("matchers fail with what was sent, and refuse what they do not take", async () => {
  await sendCode("Hello");
  expect(() => expect(outbox).toHaveSent({ subject: "Bye" })).toThrow(/Subject: Hello/);
  expect(() => expectMail(outbox).not.toHaveSent()).toThrow(/Subject: Hello/);
  expect(() => expect(outbox).toHaveSent({ subjct: "x" })).toThrow(/no option "subjct"/);
});

test("a mail is read, with fake timers", async () => {
  jest.useFakeTimers();
  setTimeout(() => sendCode("Later"), 60_000);
  const waiting = waitForMessage({ subject: "Later" });
  await jest.advanceTimersByTimeAsync(60_000);
  jest.useRealTimers();
  expect(await waiting).toBe(outbox[0]);
  expect(code(latest())).toBe("482913");
  expect(links(latest())).toEqual(["https://example.com/login"]);
});

test("a mail is as its snapshot, which counts as one assertion", async () => {
  expect.assertions(1);
  await sendCode("Hello");
  expect(outbox[0]).toMatchEmailSnapshot();
});

test.concurrent("a mail is as its snapshot in a concurrent test", () =>
  withOutbox(async (own) => {
    await sendCode("ada");
    expect(own[0]).toMatchEmailSnapshot();
  }));
