import { isPlainObject } from "../is-plain-object.ts";
import { EmailAlternative } from "./email-alternative.ts";
import { type AttachmentContent, EmailAttachment } from "./email-attachment.ts";
import type { EmailMessage } from "./email-message.ts";

/** A copy of a draft, of the same class: its attributes are copied, its connection is shared, its constructor is not called. */
export function copyOf<Message extends EmailMessage>(message: Message): Message {
  const copy: Message = Object.create(Object.getPrototypeOf(message));
  for (const [name, value] of Object.entries(message)) Object.assign(copy, { [name]: copiedValue(value) });
  return copy;
}

function copiedValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copiedValue);
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (value instanceof EmailAttachment) {
    // A MimePart cannot change.
    const { filename, content, mimetype, contentId, part } = value;
    return part ? value : new EmailAttachment(filename, contentOf(content), { mimetype, contentId });
  }
  if (value instanceof EmailAlternative)
    return new EmailAlternative(copiedValue(value.content) as string | Uint8Array, value.mimetype);
  return isPlainObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, copiedValue(item)]))
    : value;
}

function contentOf(content: AttachmentContent): AttachmentContent {
  if (content instanceof Uint8Array) return new Uint8Array(content);
  return typeof content === "object" && "recipients" in content ? content.copy() : content;
}
