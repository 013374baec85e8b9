import "@posthorn/testing/setup";
import { sendMail } from "@posthorn/core";
import { OutboxError, outbox } from "@posthorn/testing";
import { expect, test } from "vitest";

test("the file that runs first has an outbox, and each behind it says why it has none", async () => {
  await sendMail("Hello", "I am content.", null, ["to@example.com"]);
  const files = globalThis as { posthornFiles?: number };
  files.posthornFiles = (files.posthornFiles ?? 0) + 1;
  if (files.posthornFiles === 1) {
    expect(outbox).toHaveLength(1);
    return;
  }
  expect(() => outbox.length).toThrow(OutboxError);
  expect(() => outbox.length).toThrow(/name it in setupFiles/);
});
