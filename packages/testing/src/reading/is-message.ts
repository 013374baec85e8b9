import { EmailMessage } from "@posthorn/core";

/** Whether a value is a message, sent or not. */
export function isMessage(value: unknown): value is EmailMessage {
  return value instanceof EmailMessage;
}
