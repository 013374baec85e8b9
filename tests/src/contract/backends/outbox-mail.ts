import type { EmailMessage } from "@posthorn/core";
import { MemoryBackend } from "@posthorn/memory";
import { type ArrivedMail, readMail } from "@posthorn/testing/contract";

/** A message of an outbox as the mail that it stands for; the Message-ID that it was sent with, where it set none, is not in it. */
export async function outboxMail(message: EmailMessage, messageId?: string): Promise<ArrivedMail> {
  const own = messageId ?? message.extraHeaders["Message-ID"];
  const copy = message.copy();
  if (own !== undefined) copy.extraHeaders["Message-ID"] = own;
  const { envelope, bytes } = await new MemoryBackend().prepare(copy);
  if (bytes === undefined) throw new Error("The memory backend prepares octets.");
  const mail = await readMail(bytes, envelope);
  return own === undefined ? { ...mail, messageId: null } : mail;
}
