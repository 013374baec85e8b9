import type { EmailMessage } from "@posthorn/core";

/** Every message that a MemoryBackend without an outbox of its own was given, in order. Empty it with `outbox.length = 0`. */
export const outbox: EmailMessage[] = [];
