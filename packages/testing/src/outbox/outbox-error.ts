/** It cannot be told what the outbox of a test is, or whose a message is. */
export class OutboxError extends Error {
  override readonly name = "OutboxError";
}
