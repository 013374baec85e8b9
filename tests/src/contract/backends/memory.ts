import type { DeliverOptions, Delivery, EmailMessage, Outgoing } from "@posthorn/core";
import { MemoryBackend } from "@posthorn/memory";
import type { BackendUnderTest } from "@posthorn/testing/contract";
import { outboxMail } from "./outbox-mail.ts";

const outbox: EmailMessage[] = [];
const messageIds = new WeakMap<EmailMessage, string | undefined>();

/** Remembers beside each copy the Message-ID that it was sent with, which the outbox does not tell. */
class NotingBackend extends MemoryBackend {
  protected override async transmit(outgoing: Outgoing, options: DeliverOptions): Promise<Delivery> {
    // The copy of this message is what was added meanwhile, and has no Message-ID yet.
    const delivery = await super.transmit(outgoing, options);
    const copy = outbox.findLast((message) => message.subject === outgoing.message.subject && !messageIds.has(message));
    if (copy) messageIds.set(copy, outgoing.mime.get("Message-ID"));
    return delivery;
  }
}

/** Into an outbox. */
export const memory: BackendUnderTest = {
  create: (options) => new NotingBackend({ outbox, ...options }),
  received: () => Promise.all(outbox.map((message) => outboxMail(message, messageIds.get(message)))),
  beforeCase: () => {
    outbox.length = 0;
  },
};
