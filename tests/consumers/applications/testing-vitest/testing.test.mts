import { sendMail } from "@posthorn/core";
import { outbox } from "@posthorn/testing";
import { expect, test } from "vitest";

test("the outbox and its matcher work where they are installed", async () => {
  await sendMail("Hello", "I am content.", null, ["to@example.com"]);
  expect(outbox).toHaveLength(1);
  expect(outbox).bodyContains("content");
  expect(outbox[0]).not.bodyContains("elsewhere");
  // @ts-expect-error The matcher takes a string.
  expect(() => expect(outbox).bodyContains(1)).toThrow(TypeError);
});
