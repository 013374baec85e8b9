import { AssertionError } from "node:assert";
import { EmailMessage, sendMail } from "@posthorn/core";
import { describe, expect, test, vi } from "vitest";
import { outbox, waitForMessage, withOutbox } from "../src/index.ts";

const send = (subject: string): Promise<number> => sendMail(subject, "Body", null, ["zoe@example.com"]);

describe("waitForMessage", () => {
  test("gives a message that was sent", async () => {
    await send("Hello");
    await send("Again");
    expect(await waitForMessage()).toBe(outbox[0]);
  });

  test("gives a message as soon as it is sent", async () => {
    const waiting = waitForMessage({ subject: "Second" });
    await send("First");
    await send("Second");
    expect(await waiting).toBe(outbox[1]);
  });

  test("gives the second, of those that were sent and those that come", async () => {
    const second = waitForMessage({ to: "zoe@example.com" }, { nth: 2 });
    await send("First");
    await send("Second");
    expect(await second).toBe(outbox[1]);
    expect(await waitForMessage({}, { nth: 2 })).toBe(outbox[1]);
  });

  test("gives what a function answers true for", async () => {
    const waiting = waitForMessage((message) => message.subject.length === 6);
    await send("First");
    await send("Second");
    expect(await waiting).toBe(outbox[1]);
  });

  test("gives a message that a timer sends", async () => {
    setTimeout(() => send("Later"), 1);
    expect(await waitForMessage({ subject: "Later" })).toHaveSubject("Later");
  });

  test("waits in real time where timers are fake", async () => {
    vi.useFakeTimers();
    try {
      setTimeout(() => send("In an hour"), 3_600_000);
      const waiting = waitForMessage({ subject: "In an hour" });
      await vi.advanceTimersByTimeAsync(3_600_000);
      expect(await waiting).toHaveSubject("In an hour");
      await expect(waitForMessage({ subject: "Never" }, { timeoutMs: 1 })).rejects.toThrow("within 1 ms");
    } finally {
      vi.useRealTimers();
    }
  });

  test("fails with what was sent meanwhile", async () => {
    const waiting = waitForMessage({ subject: "Second" }, { timeoutMs: 20 });
    await send("First");
    await expect(waiting).rejects.toThrow(
      'No message was sent within 20 ms with\n  subject  "Second"\n\n1 message was sent, and it differs:\n\n  outbox[0]',
    );
    await expect(waiting).rejects.toThrow(AssertionError);
  });

  test("fails with those that were sent, where it waits for another", async () => {
    await send("First");
    await expect(waitForMessage({ subject: "First" }, { timeoutMs: 0, nth: 2 })).rejects.toThrow(
      'No 2nd message was sent within 0 ms with\n  subject  "First"\n\n1 message was sent, of which one is like that:\n\n  outbox[0]',
    );
  });

  test("fails with the line of the test", async () => {
    const { stack } = (await waitForMessage({}, { timeoutMs: 0 }).catch(
      (error: AssertionError) => error,
    )) as AssertionError;
    expect(stack).toMatch(
      /^AssertionError: No message [^\n]+\n\nNothing was sent\.\n {4}at [^\n]*wait-for-message\.test\.ts/,
    );
  });

  test("fails by saying that nothing was sent", async () => {
    await expect(waitForMessage(undefined, { timeoutMs: 1 })).rejects.toThrow(
      "No message was sent within 1 ms.\n\nNothing was sent.",
    );
  });

  test("fails with the error of a criterion, and does not fail the sending", async () => {
    const fails = {
      asymmetricMatch: () => {
        throw new Error("of the criterion");
      },
    };
    const waiting = expect(waitForMessage({ subject: fails })).rejects.toThrow("of the criterion");
    expect(await send("Hello")).toBe(1);
    await waiting;
  });

  test("hears nothing of another test", async () => {
    await withOutbox(async () => {
      const waiting = expect(waitForMessage({ subject: "Hello" }, { timeoutMs: 20 })).rejects.toThrow(
        "Nothing was sent.",
      );
      await withOutbox(() => send("Hello"));
      await waiting;
    });
  });

  test.each([
    [{ subjct: "x" }, {}, 'takes no option "subjct"'],
    [{}, { timeout: 1 }, "Did you mean timeoutMs?"],
    [{}, { timeoutMs: -1 }, "timeoutMs must be a number from 0 to 2147483647"],
    [{}, { timeoutMs: Number.POSITIVE_INFINITY }, "timeoutMs must be a number from 0"],
    [{}, { count: 2 }, "Did you mean nth?"],
    [{}, { nth: 0 }, "nth must be a whole number from 1 on"],
    [{}, { timeoutMs: "1s" }, "got '1s'"],
  ])("refuses %o and %o", async (criteria, options, problem) => {
    await new EmailMessage({ to: ["zoe@example.com"] }).send();
    await expect(waitForMessage(criteria as object, options as object)).rejects.toThrow(problem);
  });
});
