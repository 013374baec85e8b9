import { EmailMessage, sendMail } from "@posthorn/core";
import { expect, test } from "vitest";
import { outbox } from "../src/index.ts";
import { failureOf } from "./failure-of.ts";

const send = (subject: string): Promise<number> => sendMail(subject, "Body", "from@example.com", ["zoe@example.com"]);

test("toHaveSentTimes passes for exactly so many messages", async () => {
  expect(outbox).toHaveSentTimes(0);
  await send("First");
  await send("Second");
  expect(outbox).toHaveSentTimes(2);
  expect(outbox).not.toHaveSentTimes(1);
  expect(outbox).not.toHaveSentTimes(3);
});

test("toHaveSentTimes counts the messages that meet the criteria", async () => {
  await send("First");
  await send("Second");
  expect(outbox).toHaveSentTimes(1, { subject: "Second" });
  expect(outbox).toHaveSentTimes(0, { subject: "Third" });
  expect(outbox).not.toHaveSentTimes(2, { subject: "Second" });
  expect({ outbox }).toEqual({ outbox: expect.toHaveSentTimes(1, { subject: /First/ }) });
});

test("toHaveSentTimes fails with those that meet the criteria, and the nearest of the others", async () => {
  await send("First");
  await send("Second");
  expect(
    failureOf(() => expect(outbox).toHaveSentTimes(2, { subject: "Second" })),
  ).toBe(`Expected exactly 2 messages with
  subject  "Second"

2 messages were sent, of which one is like that:

  outbox[1]
    From: from@example.com
    To: zoe@example.com
    Subject: Second
    text/plain:
      Body

The nearest of the others:

  outbox[0]
    From: from@example.com
    To: zoe@example.com
    Subject: First
    ✗ subject
        expected  "Second"
        sent      "First"
                   ^
    text/plain:
      Body`);
});

test("toHaveSentTimes fails with all that was sent, if that is too much", async () => {
  for (let number = 1; number <= 20; number += 1) await send(`Number ${number}`);
  const failure = failureOf(() => expect(outbox).toHaveSentTimes(1));
  expect(failure).toMatch(/^Expected exactly 1 message\.\n\n20 messages were sent:\n\n {2}outbox\[0\]\n/);
  expect(failure).toContain("\n  outbox[3]   Number 4, to zoe@example.com\n");
  expect(failure).toMatch(/\n {2}… and 7 more$/);
});

test("toHaveSentTimes fails by saying that nothing was sent", () => {
  expect(failureOf(() => expect(outbox).toHaveSentTimes(1))).toBe("Expected exactly 1 message.\n\nNothing was sent.");
  expect(failureOf(() => expect(outbox).not.toHaveSentTimes(0, { to: /zoe/ }))).toBe(
    "Expected any number of messages but 0 with\n  to  /zoe/\n\nNothing was sent.",
  );
});

test("toHaveSentTimes fails, negated, with what was sent", async () => {
  await send("First");
  expect(failureOf(() => expect(outbox).not.toHaveSentTimes(1))).toContain(
    "Expected any number of messages but 1.\n\n1 message was sent:\n\n  outbox[0]",
  );
});

test.each([
  [-1, {}, "got -1"],
  [1.5, {}, "got 1.5"],
  ["1", {}, "got '1'"],
  [undefined, {}, "toHaveSentTimes() takes how many messages there must be, from 0 on; got undefined"],
  [1, { subjct: "x" }, 'toHaveSentTimes() takes no option "subjct"'],
])("toHaveSentTimes refuses %o and %o, also negated", (times, criteria, problem) => {
  expect(failureOf(() => expect(outbox).toHaveSentTimes(times as number, criteria as object))).toContain(problem);
  expect(failureOf(() => expect(outbox).not.toHaveSentTimes(times as number, criteria as object))).toContain(problem);
});

test.each([new EmailMessage(), undefined, "outbox"])("toHaveSentTimes refuses %s, also negated", (received) => {
  expect(() => expect(received).toHaveSentTimes(1)).toThrow(TypeError);
  expect(() => expect(received).not.toHaveSentTimes(1)).toThrow(/toHaveSentTimes\(\) looks at an outbox/);
});
