import { htmlLinks, textLinks } from "@posthorn/console/reading";
import type { EmailMessage } from "@posthorn/core";
import type { ReceivedMail } from "../received-mail.ts";
import { contentRead } from "./mail-content.ts";

/**
 * The URLs of a mail, in order and each once: what its HTML links to, as it stands there without entities, then the http and
 * https URLs of its text.
 *
 * @throws TypeError for anything but a message, or a mail that a catcher took
 */
export function links(mail: EmailMessage | ReceivedMail | undefined): string[] {
  const { text, html } = contentRead("links()", mail);
  return [...new Set([...htmlLinks(html ?? ""), ...textLinks(text ?? "")])];
}
