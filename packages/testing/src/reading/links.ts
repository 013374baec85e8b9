import { attributeOf, htmlTokens } from "@posthorn/console/html";
import type { EmailMessage } from "@posthorn/core";
import type { ReceivedMail } from "../received-mail.ts";
import { readableMail } from "./readable-mail.ts";

const URL_IN_TEXT = /https?:\/\/[^\s<>"]+/gi;
const CLOSING: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/**
 * The URLs of a mail, in order and each once: what its HTML links to, as it stands there without entities, then the http and
 * https URLs of its text.
 *
 * @throws TypeError for anything but a message, or a mail that a catcher took
 */
export function links(mail: EmailMessage | ReceivedMail | undefined): string[] {
  const { text, html } = readableMail("links()", mail);
  return [...new Set([...linksOfHtml(html ?? ""), ...linksOfText(text ?? "")])];
}

/** Where a person can go: links to a place in the mail itself are none. */
function linksOfHtml(html: string): string[] {
  const found: string[] = [];
  for (const token of htmlTokens(html)) {
    if ("text" in token || token.isEnd || (token.name !== "a" && token.name !== "area")) continue;
    const url = attributeOf(token.attributes, "href")?.trim() ?? "";
    if (url !== "" && !url.startsWith("#")) found.push(url);
  }
  return found;
}

function linksOfText(text: string): string[] {
  return Array.from(text.matchAll(URL_IN_TEXT), ([url]) => withoutEnd(url));
}

/** A URL without the marks of the sentence around it: a bracket is its own if it was opened in it (RFC 3986, C). */
function withoutEnd(url: string): string {
  const counts = new Map<string, number>();
  for (const character of url) counts.set(character, (counts.get(character) ?? 0) + 1);
  let end = url.length;
  for (; end > 0; end -= 1) {
    const last = url.charAt(end - 1);
    const opening = CLOSING[last];
    const closed = counts.get(last) ?? 0;
    if (opening === undefined ? !/[.,;:!?'*_»”’]/.test(last) : closed <= (counts.get(opening) ?? 0)) break;
    counts.set(last, closed - 1);
  }
  return url.slice(0, end);
}
