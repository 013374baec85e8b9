import { expect } from "@jest/globals";
import "@posthorn/testing/jest";
import { outbox } from "@posthorn/testing";

expect(outbox).bodyContains("content");
expect(outbox[0]).not.bodyContains("elsewhere");
// @ts-expect-error The matcher takes a string.
expect(outbox).bodyContains(1);
expect(outbox).toHaveSent({ subject: expect.stringContaining("Hello") });
expect([...outbox]).toEqual([expect.toHaveSubject("Hello"), expect.not.toHaveSubject(/Bye/)]);
await expect(Promise.resolve(outbox)).resolves.toHaveSent();
// @ts-expect-error misspelled
expect(outbox).toHaveSent({ subjct: "Hello" });
