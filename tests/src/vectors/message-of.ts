import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { EmailMessage, type EmailMessageOptions, EmailMultiAlternatives } from "@posthorn/core";
import { HeaderField, MimePart } from "@posthorn/core/mime";
import { makeFolder } from "../django/folders.ts";
import type { RecordedAttachment, RecordedInput } from "./vector.ts";

/** The message that Django was given, made as a user of Posthorn makes it. Files to attach stand in a folder of folders.ts. */
export async function messageOf(input: RecordedInput): Promise<EmailMessage> {
  const options: EmailMessageOptions = {
    subject: input.subject,
    body: input.body,
    fromEmail: input.from_email,
    to: input.to,
    cc: input.cc,
    bcc: input.bcc,
    replyTo: input.reply_to,
    headers: input.headers,
    contentSubtype: input.content_subtype,
    encoding: input.encoding,
  };
  const message =
    input.class === "EmailMultiAlternatives"
      ? new EmailMultiAlternatives({
          ...options,
          alternatives: input.alternatives?.map(({ content, mimetype }) => [content, mimetype] as const),
        })
      : new EmailMessage(options);
  for (const attachment of input.attachments ?? []) await attach(message, attachment);
  return message;
}

async function attach(message: EmailMessage, attachment: RecordedAttachment): Promise<void> {
  const { kind, filename = null, mimetype = null } = attachment;
  const content = contentOf(attachment);
  if (kind === "file") {
    const path = join(await makeFolder(), filename ?? "");
    await writeFile(path, content ?? "");
    await message.attachFile(path, mimetype);
  } else if (kind === "mime") {
    message.attach(mimePart(attachment, content ?? ""));
  } else if (attachment.message) {
    message.attach(filename, await messageOf(attachment.message), mimetype);
  } else {
    message.attach(filename, content as string, mimetype);
  }
}

function contentOf({ text, parsed, content_base64: base64 }: RecordedAttachment): string | Uint8Array | undefined {
  // Posthorn has no parser: a message that was received is attached as its text.
  return base64 === undefined ? (text ?? parsed) : Buffer.from(base64, "base64");
}

function mimePart(
  { mimetype = "application/octet-stream", headers = {} }: RecordedAttachment,
  content: string | Uint8Array,
): MimePart {
  return new MimePart({
    contentType: mimetype,
    headers: Object.entries(headers).map(([name, value]) => HeaderField.unstructured(name, value)),
    content,
  });
}
