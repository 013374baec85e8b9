import type { EmailMessage } from "@posthorn/core";
import { DummyBackend } from "@posthorn/dummy";
import { MemoryBackend } from "@posthorn/memory";
import { type BackendUnderTest, type ReceivedMail, readMail } from "@posthorn/testing/contract";

const outbox: EmailMessage[] = [];

/** A message of the outbox as the mail that it stands for. */
async function mailOf(message: EmailMessage): Promise<ReceivedMail> {
  const { envelope, bytes } = await new DummyBackend().prepare(message);
  if (bytes === undefined) throw new Error("The dummy backend prepares octets.");
  return readMail(bytes, envelope);
}

/** Into an outbox. */
export const memory: BackendUnderTest = {
  create: (options) => new MemoryBackend({ outbox, ...options }),
  received: () => Promise.all(outbox.map(mailOf)),
  beforeCase: () => {
    outbox.length = 0;
  },
};
