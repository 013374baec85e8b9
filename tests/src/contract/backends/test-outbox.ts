import { getConnection } from "@posthorn/core";
import { outbox, sentBy, withOutbox } from "@posthorn/testing";
import { type BackendUnderTest, readMail, type TestRunner } from "@posthorn/testing/contract";
import { followScript } from "@posthorn/testing/faults";
import { test } from "vitest";
import { accepting, away, scripted } from "./scripted.ts";

/** What every mailer is in a test, an OutboxBackend, which is reached as a test reaches it. */
export const testOutbox: BackendUnderTest = {
  create: (options) => getConnection({ ...options }),
  received: () =>
    Promise.all(
      outbox.map((message) => {
        const { envelope, mime } = sentBy(message);
        return readMail(mime.toBytes(), envelope);
      }),
    ),
  unreachable: (options) => {
    followScript(away);
    return getConnection({ ...options });
  },
  refusedRecipient: scripted.refusedRecipient,
  exceptions: { "misspelled-option": "It stands for a mailer of any class, whose options it does not know." },
  beforeCase: () => void followScript(accepting),
};

/** Declares tests that have an outbox each. */
export const testWithOutbox: TestRunner["test"] = (name, run) => test(name, () => withOutbox(run));
