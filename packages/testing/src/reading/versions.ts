import { type EmailMessage, EmailMultiAlternatives } from "@posthorn/core";

/** One version of a message's body. */
export interface Version {
  readonly mimetype: string;
  readonly content: string;
}

/** The body and every text alternative, in the order of the message. */
export function versionsOf(message: EmailMessage): readonly Version[] {
  const alternatives = message instanceof EmailMultiAlternatives ? message.alternatives : [];
  const texts = alternatives.flatMap(({ content, mimetype }) =>
    typeof content === "string" && /^text\//i.test(mimetype) ? [{ mimetype, content }] : [],
  );
  return [{ mimetype: `text/${message.contentSubtype}`, content: message.body }, ...texts];
}

/** The text of a message, or null if it has none. */
export function textOf(message: EmailMessage): string | null {
  return versionOf(message, /^text\/plain\s*(?:;|$)/i);
}

/** The HTML of a message, or null if it has none. */
export function htmlOf(message: EmailMessage): string | null {
  return versionOf(message, /^text\/html\s*(?:;|$)/i);
}

function versionOf(message: EmailMessage, type: RegExp): string | null {
  return versionsOf(message).find(({ mimetype, content }) => type.test(mimetype) && content !== "")?.content ?? null;
}
