import type { EmailMessage } from "@posthorn/core";
import { sendingOf } from "../outbox/sent-by.ts";
import { shownAttachment } from "./attachment-mismatch.ts";
import { versionsOf } from "./versions.ts";

/** What changes from one sending to the next. */
const OF_SENDING: Readonly<Record<string, string>> = { date: "(date)", "message-id": "(id)" };
/** What the versions and the files say, and a boundary. */
const OF_THE_WIRE = /^(?:mime-version|content-type|content-transfer-encoding)$/i;

/**
 * A message as a person reads it, the same each time that it is sent: what changes from one sending to the next is masked.
 *
 * @throws what `message()` throws
 */
export function stableMail(message: EmailMessage): string {
  const mime = sendingOf(message)?.mime ?? message.message();
  const fields = mime.headers
    .filter(({ name }) => !OF_THE_WIRE.test(name))
    .map(({ name, value }) => `${name}: ${OF_SENDING[name.toLowerCase()] ?? value}`);
  const unseen = message.bcc.length === 0 ? [] : [`Bcc: ${message.bcc.join(", ")} (in no header)`];
  const versions = versionsOf(message).filter(({ content }) => content !== "");
  const texts = versions.map(({ mimetype, content }) => `\n── ${mimetype} ──\n${content.trimEnd()}`);
  const files = message.attachments.map(shownAttachment);
  const text = [...fields, ...unseen, ...texts, ...(files.length === 0 ? [] : ["\n── files ──", ...files])].join("\n");
  const id = mime.get("Message-ID");
  return id === undefined ? text : text.replaceAll(id, "(id)");
}
