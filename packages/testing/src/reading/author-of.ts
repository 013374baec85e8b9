import type { EmailMessage } from "@posthorn/core";
import { sendingOf } from "../outbox/sent-by.ts";

/** Whom the header From names: an outbox remembers it, though the settings may have changed since. */
export function authorOf(message: EmailMessage): string {
  const [, header] = Object.entries(message.extraHeaders).find(([name]) => name.toLowerCase() === "from") ?? [];
  return header ?? (message.fromEmail || sendingOf(message)?.mime.get("From") || message.sender());
}
