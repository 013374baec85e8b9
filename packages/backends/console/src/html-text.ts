// What is not closed goes to the end, so that each character is looked at once.
const UNREAD = /<!--[\s\S]*?(?:-->|$)|<(head|script|style)\b[\s\S]*?(?:<\/\1\s*>|$)/gi;
const TAG = /<(\/?)([a-z][a-z0-9]*)([^>]*)(?:>|$)|<[!?/][^>]*(?:>|$)/gi;
const HREF = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;
const ALT = /\salt\s*=\s*(?:"([^"]*)"|'([^']*)')/i;
const INLINE =
  /^(?:a|abbr|b|big|cite|code|em|font|i|img|kbd|mark|q|s|small|span|strike|strong|sub|sup|td|th|tt|u|wbr)$/i;
/** A word and its link, which may be the same. */
const LINKED = /(?<!\S)(\S+) <([^\s>]+)>/g;
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi;
const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** About what a reader shows of HTML: its text, and behind each link its whole URL. It is for people, and for nothing else. */
export function htmlText(html: string): string {
  let url = "";
  const text = html
    .replace(UNREAD, "")
    .replace(/\s+/g, " ")
    .replace(TAG, (_tag, end: string | undefined, name = "", attributes = "") => {
      if (/^a$/i.test(name)) {
        const behind = url === "" ? "" : ` <${url}>`;
        url = end === "/" ? "" : (attributeOf(HREF, attributes) ?? "");
        return behind;
      }
      if (/^img$/i.test(name)) return attributeOf(ALT, attributes) ?? "";
      if (/^t[dh]$/i.test(name)) return " ";
      return name === "" || INLINE.test(name) ? "" : "\n";
    });
  return withoutEntities(text)
    .split("\n")
    .map((line) =>
      line
        .replace(/ {2,}/g, " ")
        .trim()
        .replace(LINKED, (shown, text, link) => (text === link ? text : shown)),
    )
    .filter((line) => line !== "")
    .join("\n");
}

function attributeOf(attribute: RegExp, attributes: string): string | undefined {
  return attribute
    .exec(attributes)
    ?.slice(1)
    .find((value) => value !== undefined);
}

function withoutEntities(text: string): string {
  return text.replace(ENTITY, (entity, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? entity;
    const code = decimal === undefined ? Number.parseInt(hexadecimal ?? "", 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
  });
}
