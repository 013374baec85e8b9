import { expect } from "@jest/globals";
import "@posthorn/testing/jest";
import { outbox } from "@posthorn/testing";

expect(outbox).bodyContains("content");
expect(outbox[0]).not.bodyContains("elsewhere");
// @ts-expect-error The matcher takes a string.
expect(outbox).bodyContains(1);

expect(outbox).toHaveSent({ to: "zoe@example.com", subject: expect.stringContaining("code") });
expect([...outbox]).toEqual([expect.toHaveSubject("Hello")]);
expect(outbox[0]).toMatchEmailSnapshot();
// @ts-expect-error It is misspelled.
expect(outbox).toHaveSent({ subjct: "x" });
