import { readableMail } from "@posthorn/console";
import type { CaughtMail } from "./caught-mail.ts";

/** How a mail is printed. */
export interface PrintOptions {
  /** Whether with colours. */
  readonly color: boolean;
  /** Whether its source follows. */
  readonly source: boolean;
}

/** A mail as a person reads it; of one that no reader can read its problem and its source. */
export function printedMail(mail: CaughtMail, { color, source }: PrintOptions): string {
  const texts = [
    { mimetype: "text/plain", content: mail.problem ?? mail.text },
    { mimetype: "text/html", content: mail.html },
    { mimetype: "source", content: source || mail.problem !== null ? new TextDecoder().decode(mail.source) : null },
  ];
  return readableMail(
    {
      fields: mail.headers.map(({ name, value }) => [name, value]),
      envelope: mail.envelope,
      texts: texts.flatMap(({ mimetype, content }) => (content === null ? [] : [{ mimetype, content }])),
      files: mail.attachments.map(({ content, ...file }) => ({ ...file, size: content.byteLength })),
    },
    { color },
  );
}
