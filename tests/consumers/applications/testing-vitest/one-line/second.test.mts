import "@posthorn/testing/setup";
import { sendMail } from "@posthorn/core";
import { outbox } from "@posthorn/testing";
import { expect, test } from "vitest";

test("one line in a test file is enough", async () => {
  await sendMail("Hello", "I am content.", null, ["to@example.com"]);
  expect(outbox).bodyContains("content");
});

test("and each test begins with an empty outbox", () => {
  expect(outbox).toEqual([]);
});
