import type { EmailMessage } from "@posthorn/core";
import { liveView } from "../live-view.ts";
import { rememberList } from "../reading/mail-list.ts";
import { currentOutbox } from "./current-outbox.ts";

/** The messages of a test, in the order in which they were sent; it cannot be written to. */
export type Outbox = readonly EmailMessage[];

/**
 * What the current test has sent, in order: a live view, in which a message stands as soon as it was sent, as a copy that
 * nothing changes any more. Each test begins with an empty one.
 *
 * @throws OutboxError on reading, in a concurrent test while mail was sent of which nobody can tell whose it is;
 *   TypeError on writing
 */
export const outbox: Outbox = viewOf(() => currentOutbox().messages);

/** A read-only view of what an outbox holds at the time. */
export function viewOf(messages: () => readonly EmailMessage[]): Outbox {
  const view = liveView(
    messages,
    "The outbox cannot be written to: each test begins with an empty one, and withOutbox() gives another.",
  );
  return rememberList("outbox", view);
}
