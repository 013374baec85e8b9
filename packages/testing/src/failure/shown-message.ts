import { htmlText } from "@posthorn/console/reading";
import { shownAttachment } from "../expected/attachment-mismatch.ts";
import type { MailContent } from "../reading/mail-content.ts";

const MOST_LINES = 12;
/** HTML is long, and shows what the text says. */
const MOST_LINES_BESIDES = 6;
const WIDEST = 110;
/** Its source begins with styles, and seldom shows what it says. */
const HTML = /^text\/html\s*(?:;|$)/i;

/** What a mail says, as a failure shows it: each version of its body, line by line. */
export function shownTexts({ versions }: MailContent): string[] {
  const written = versions.filter(({ content }) => content !== "");
  return written.flatMap(({ mimetype, content }, index) => [
    HTML.test(mimetype) ? `${mimetype}, as it reads:` : `${mimetype}:`,
    ...shownText(HTML.test(mimetype) ? htmlText(content) : content, index === 0 ? MOST_LINES : MOST_LINES_BESIDES).map(
      (line) => `  ${line}`,
    ),
  ]);
}

/** Whom a mail is from and to, what it is about, and its files, as a failure shows it. */
export function shownHead(message: MailContent): string[] {
  const fields = [
    ["From", message.from],
    ["To", message.to],
    ["Cc", message.cc],
    ["Bcc", message.bcc],
    ["Reply-To", message.replyTo],
    ["Subject", [message.subject]],
    ["Attachments", message.attachments.map(shownAttachment)],
  ] as const;
  return fields.flatMap(([name, values]) => (values.length === 0 ? [] : [`${name}: ${cut(values.join(", "), 300)}`]));
}

function shownText(text: string, most: number): string[] {
  const lines = text.trimEnd().split(/\r?\n/);
  const shown = lines.slice(0, most).map((line) => cut(line, WIDEST));
  const more = lines.length - shown.length;
  return more > 0 ? [...shown, `… and ${more} more line${more === 1 ? "" : "s"}`] : shown;
}

function cut(line: string, width: number): string {
  return line.length > width ? `${line.slice(0, width)}… (${line.length} characters)` : line;
}
