import { jest } from "@jest/globals";
import { sendMail } from "@posthorn/core";
import { outbox, waitForMessage, withOutbox } from "@posthorn/testing";
import { followScript, refuse } from "@posthorn/testing/faults";

const send = (subject) => sendMail(subject, "I am content.", null, ["to@example.com"]);
const subjects = (messages) => messages.map(({ subject }) => subject);
/** Waits for one of many times, in each run the same. */
const wait = (number) => new Promise((resolve) => setTimeout(resolve, (number * 7919) % 20));

test("the outbox and its matchers work where they are installed", async () => {
  await send("Hello");
  expect(outbox).toHaveLength(1);
  expect(outbox).bodyContains("content");
  expect(outbox[0]).not.bodyContains("elsewhere");
  expect(() => expect(outbox).bodyContains("elsewhere")).toThrow("Subject: Hello");
});

test("each test begins with an empty outbox", () => {
  expect(outbox).toEqual([]);
});

test("mail follows a script", async () => {
  followScript([refuse()]);
  await expect(send("refused")).rejects.toThrow("554 5.7.1 Refused");
  expect(outbox).toEqual([]);
});

test("it works with fake timers", async () => {
  jest.useFakeTimers();
  const waiting = waitForMessage({ subject: "Hello" });
  await send("Hello");
  jest.useRealTimers();
  expect(await waiting).toBe(outbox[0]);
});

for (let number = 0; number < 500; number += 1) {
  test.concurrent(`concurrent test ${number} sees its own mail, and no other's`, () =>
    withOutbox(async (own) => {
      const sent = [];
      for (let mail = 0; mail < number % 5; mail += 1) {
        await wait(number * 5 + mail);
        await send(`${number}, ${mail}`);
        sent.push(`${number}, ${mail}`);
        expect(subjects(own)).toEqual(sent);
        expect(subjects(outbox)).toEqual(sent);
      }
    }));
}
