import type { EmailMessage } from "@posthorn/core";

/** What the current test has sent, in order. */
export const outbox: EmailMessage[] = [];
