import { EmailMessage } from "@posthorn/core";
import { expect, test } from "vitest";
import { code, latest, outbox, waitForMessage } from "../src/index.ts";
import { readMail } from "../src/received-mail.ts";
import type {} from "../src/setup.ts";

const message = (): EmailMessage =>
  new EmailMessage("Your code: 482913", "See https://example.com/x", "from@example.com", ["Zoë <zoe@example.com>"]);

/** Each is found in the mail, but not at its beginning, where y would have it. */
const found: readonly (readonly [what: string, holds: (expression: RegExp) => unknown, source: string])[] = [
  ["subject", (subject) => expect(outbox).toHaveSent({ subject }), "code"],
  ["text", (text) => expect(outbox).toHaveSent({ text }), "example"],
  ["to", (to) => expect(outbox).toHaveSent({ to }), "example"],
  ["a list", (to) => expect(outbox).toHaveSent({ to: [to] }), "example"],
  ["a header", (subject) => expect(outbox).toHaveSent({ headers: { subject } }), "code"],
  ["toHaveSentTimes", (subject) => expect(outbox).toHaveSentTimes(2, { subject }), "code"],
  ["toHaveSubject", (subject) => expect(outbox[0]).toHaveSubject(subject), "code"],
  ["toHaveLink", (link) => expect(outbox[0]).toHaveLink(link), "example"],
  ["toHaveAttachment", (name) => expect(outbox[0]).toHaveAttachment(name), "txt"],
  ["the content of an attachment", (content) => expect(outbox[0]).toHaveAttachment({ content }), "tent"],
  ["latest", (subject) => latest({ subject }), "code"],
  ["waitForMessage", (subject) => waitForMessage({ subject }, { timeoutMs: 0 }), "code"],
  ["code", (pattern) => expect(code(outbox[0], { pattern })).toBe("482913"), "\\d{6}"],
];

const cases = found.flatMap(([what, holds, source]) =>
  ["", "g", "y", "gy"].map((flags) => ({ what, holds, expression: new RegExp(source, flags) })),
);

test.each(cases)("$what finds $expression each time that it is asked", async ({ holds, expression }) => {
  for (let each = 0; each < 2; each += 1) {
    const sent = message();
    sent.attach("a.txt", "content");
    await sent.send();
  }
  for (let each = 0; each < 3; each += 1) {
    await holds(expression);
    expect(expression.lastIndex, "the test's own expression is left as it was").toBe(0);
  }
});

test("an expression with the flag y is found in a mail that was caught", async () => {
  const mail = await readMail(message().message().toBytes(), { from: "from@example.com", to: ["zoe@example.com"] });
  const subject = /code/gy;
  for (let each = 0; each < 3; each += 1) expect([mail]).toHaveSentTimes(1, { subject });
});
