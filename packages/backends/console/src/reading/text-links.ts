// Without controls, and the pictures that they are shown by.
const URL_IN_TEXT = /https?:\/\/[^\s<>"\p{Cc}\u2400-\u2421]+/giu;
const CLOSING: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };
/** What stands on both sides of what it marks. It ends a URL that it also begins: a token may end in `_`. */
const MARKS = /[_*~'`]/;
const MARKS_BEFORE = /[_*~'`([{]{0,8}$/;

/** The http and https URLs of a text, in order, without the marks of the sentence around them. */
export function textLinks(text: string): string[] {
  return Array.from(text.matchAll(URL_IN_TEXT), ({ 0: found, index }) => ownOf(found, text, index)).filter(isUrl);
}

/** A text whose URLs are dressed. */
export function withDressedUrls(text: string, dressed: (url: string) => string): string {
  return text.replace(URL_IN_TEXT, (found: string, index: number) => {
    const url = ownOf(found, text, index);
    return isUrl(url) ? `${dressed(url)}${found.slice(url.length)}` : found;
  });
}

function isUrl(found: string): boolean {
  return !found.endsWith("//");
}

/** What of it is the URL's own: a bracket is if it was opened in it (RFC 3986, C). */
function ownOf(found: string, text: string, index: number): string {
  const marks = MARKS_BEFORE.exec(text.slice(Math.max(0, index - 8), index))?.[0] ?? "";
  const counts = new Map<string, number>();
  for (const character of found) counts.set(character, (counts.get(character) ?? 0) + 1);
  let end = found.length;
  for (; end > 0; end -= 1) {
    const last = found.charAt(end - 1);
    const opening = CLOSING[last];
    const closed = counts.get(last) ?? 0;
    const isOwn =
      opening === undefined
        ? !(MARKS.test(last) ? marks.includes(last) : /[.,;:!?»”’]/.test(last))
        : closed <= (counts.get(opening) ?? 0);
    if (isOwn) break;
    counts.set(last, closed - 1);
  }
  return found.slice(0, end);
}
