import type { DeliverOptions, Delivery, EmailMessage, Outgoing } from "@posthorn/core";
import { MemoryBackend } from "@posthorn/memory";
import { type BackendUnderTest, type ReceivedMail, readMail } from "@posthorn/testing/contract";

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

/** A message of the outbox as the mail that it stands for. */
async function mailOf(message: EmailMessage): Promise<ReceivedMail> {
  const copy = message.copy();
  copy.extraHeaders["Message-ID"] = messageIds.get(message) ?? "";
  const { envelope, bytes } = await new MemoryBackend().prepare(copy);
  if (bytes === undefined) throw new Error("The memory backend prepares octets.");
  return readMail(bytes, envelope);
}

/** Into an outbox. */
export const memory: BackendUnderTest = {
  create: (options) => new NotingBackend({ outbox, ...options }),
  received: () => Promise.all(outbox.map(mailOf)),
  beforeCase: () => {
    outbox.length = 0;
  },
};
