import { MemoryBackend } from "@posthorn/memory";
import { readMail } from "@posthorn/testing/contract";

const outbox = [];

async function mailOf(message) {
  const { envelope, bytes } = await new MemoryBackend().prepare(message);
  const mail = await readMail(bytes, envelope);
  // The Message-ID that was sent is in no outbox, but for one of the message's own.
  return { ...mail, messageId: message.extraHeaders["Message-ID"] ?? null };
}

/** The memory backend, for the contract. */
export const memoryUnderTest = {
  create: (options) => new MemoryBackend({ outbox, ...options }),
  received: () => Promise.all(outbox.map(mailOf)),
  beforeCase: () => {
    outbox.length = 0;
  },
};
