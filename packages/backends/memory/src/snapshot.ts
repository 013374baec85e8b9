import { EmailAlternative, EmailAttachment, EmailMessage } from "@posthorn/core";

/** A copy of a message as it is now, of the same class, which later changes to the draft do not reach. */
export function snapshot<Message extends EmailMessage>(message: Message): Message {
  const copy: Message = Object.create(Object.getPrototypeOf(message));
  for (const [name, value] of Object.entries(message))
    Object.assign(copy, { [name]: name === "connection" ? null : copyOf(value) });
  return copy;
}

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (value instanceof Uint8Array) return value.slice();
  if (value instanceof EmailMessage) return snapshot(value);
  if (value instanceof EmailAttachment)
    return new EmailAttachment(value.filename, copyOf(value.content) as string | Uint8Array, value.mimetype);
  if (value instanceof EmailAlternative)
    return new EmailAlternative(copyOf(value.content) as string | Uint8Array, value.mimetype);
  const isPlain = typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  return isPlain ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, copyOf(item)])) : value;
}
