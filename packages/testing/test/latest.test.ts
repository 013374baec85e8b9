import { sendMail } from "@posthorn/core";
import { expect, test } from "vitest";
import { latest, outbox } from "../src/index.ts";
import { failureOf } from "./failure-of.ts";

const send = (subject: string, to = "zoe@example.com"): Promise<number> => sendMail(subject, "Body", null, [to]);

test("latest is the message that was sent last", async () => {
  await send("First");
  await send("Second");
  expect(latest()).toBe(outbox[1]);
});

test("latest is the last of those that meet the criteria", async () => {
  await send("First");
  await send("Second");
  await send("Third", "ada@example.com");
  expect(latest({ to: "zoe@example.com" })).toBe(outbox[1]);
});

test("latest fails with what was sent", async () => {
  expect(failureOf(() => latest())).toBe("There is no message.\n\nNothing was sent.");
  await send("First");
  expect(failureOf(() => latest({ subject: /Second/ }))).toContain(
    "There is no message with\n  subject  /Second/\n\n1 message was sent, and it differs:\n\n  outbox[0]",
  );
});

test("latest refuses a criterion that does not exist", () => {
  expect(failureOf(() => latest({ subjct: "x" } as object))).toContain('latest() takes no option "subjct"');
});
