import { expect } from "@jest/globals";
import "@posthorn/testing/jest";
import { outbox } from "@posthorn/testing";
import type { CaughtMail } from "@posthorn/testing/catcher";

expect(outbox).bodyContains("content");
expect(outbox[0]).not.bodyContains("elsewhere");
// @ts-expect-error The matcher takes a string.
expect(outbox).bodyContains(1);
expect(outbox).toHaveSent({ subject: expect.stringContaining("Hello") });
expect([...outbox]).toEqual([expect.toHaveSubject("Hello"), expect.not.toHaveSubject(/Bye/)]);
await expect(Promise.resolve(outbox)).resolves.toHaveSent();
expect(outbox).toHaveSent((message) => message.subject === "Hello");
expect(outbox).toHaveSentTimes(0, ({ secure }: CaughtMail) => secure);
// @ts-expect-error no answer
expect(outbox).toHaveSent((message) => message.subject);
// @ts-expect-error misspelled
expect(outbox).toHaveSent({ subjct: "Hello" });
