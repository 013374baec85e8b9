import { overrideMailers } from "@posthorn/core";
import { mailersAreDiverted } from "./current-outbox.ts";
import { OutboxBackend } from "./outbox-backend.ts";

/**
 * Makes every mailer the outbox, for good: mail that a test does not wait for must not reach a server when the test is over.
 */
export function divertMailers(): void {
  overrideMailers((mailer, { failSilently }) => new OutboxBackend(mailer, failSilently === true));
  mailersAreDiverted();
}
