import { readableMail, readableParts } from "@posthorn/console";
import type { EmailMessage } from "@posthorn/core";
import { sendingOf } from "../outbox/sent-by.ts";

const OF_SENDING: Readonly<Record<string, string>> = { date: "(date)", "message-id": "(id)" };

/**
 * A message as a person reads it, the same each time that it is sent: what changes from one sending to the next is masked.
 *
 * @throws what `message()` throws; StreamedContentError for a draft with contents that stream
 */
export function stableMail(message: EmailMessage): string {
  const { mime, envelope } = sendingOf(message) ?? { mime: message.message(), envelope: undefined };
  const mail = readableParts(mime, envelope);
  const fields = mail.fields.map(([name, value]): readonly [string, string] => {
    return [name, OF_SENDING[name.toLowerCase()] ?? value];
  });
  // No header of a draft names them, and it has no envelope.
  if (envelope === undefined && message.bcc.length > 0) fields.push(["Bcc", message.bcc.join(", ")]);
  const id = mime.get("Message-ID");
  // Without the line between mails
  const text = readableMail({ ...mail, fields }, { wholeHtml: true })
    .replace(/^━*\n/, "")
    .trimEnd();
  return id === undefined ? text : text.replaceAll(id, "(id)");
}
