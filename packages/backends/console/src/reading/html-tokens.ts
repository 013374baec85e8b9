/** A piece of HTML that a reader acts on: text, or a tag. */
export type HtmlToken =
  | { readonly text: string }
  | { readonly name: string; readonly isEnd: boolean; readonly attributes: string };

// Comments and declarations, tags, text. What is not closed goes to the end, so that each character is looked at once.
const TOKEN =
  /<!--[\s\S]*?(?:-->|$)|<[!?][^>]*(?:>|$)|<(\/?)([a-z][^\s/>]*)((?:=\s*"[^"]*(?:"|$)|=\s*'[^']*(?:'|$)|[^>=]+|=)*)(?:>|$)|[^<]+|</gi;
/** What holds text that is neither HTML nor shown in a mail. */
const RAW = new Set(["script", "style", "title", "textarea", "xmp", "noembed", "iframe"]);
const ATTRIBUTE = /([^\s/=]+)(?:\s*=\s*(?:"([^"]*)"?|'([^']*)'?|([^\s]+)))?/g;
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi;
const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

/** The texts and tags of HTML, in order. For a parser of the whole language, each test file would wait. */
export function* htmlTokens(html: string): Generator<HtmlToken, void, undefined> {
  const token = new RegExp(TOKEN);
  for (let match = token.exec(html); match; match = token.exec(html)) {
    const [all, end, tag, attributes = ""] = match;
    if (tag === undefined) {
      if (!/^<[!?]/.test(all)) yield { text: decoded(all) };
      continue;
    }
    const name = tag.toLowerCase();
    const isEnd = end === "/";
    yield { name, isEnd, attributes };
    if (isEnd || !RAW.has(name)) continue;
    const close = new RegExp(`</${name}`, "gi");
    close.lastIndex = token.lastIndex;
    token.lastIndex = close.exec(html)?.index ?? html.length;
  }
}

/** The value of the first attribute of that name, decoded; undefined if there is none. */
export function attributeOf(attributes: string, name: string): string | undefined {
  for (const [, found = "", double, single, bare] of attributes.matchAll(ATTRIBUTE)) {
    if (found.toLowerCase() === name) return decoded(double ?? single ?? bare ?? "");
  }
  return undefined;
}

function decoded(text: string): string {
  return text.replace(ENTITY, (entity, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? entity;
    const code = decimal === undefined ? Number.parseInt(hexadecimal ?? "", 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity;
  });
}
