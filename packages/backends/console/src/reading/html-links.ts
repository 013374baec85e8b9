import { attributeOf, htmlTokens } from "./html-tokens.ts";

/** Where the links of HTML lead, in order, decoded; those to a place in the HTML itself are left out. */
export function htmlLinks(html: string): string[] {
  const found: string[] = [];
  for (const token of htmlTokens(html)) {
    if ("text" in token || token.isEnd || (token.name !== "a" && token.name !== "area")) continue;
    const url = attributeOf(token.attributes, "href")?.trim() ?? "";
    if (url !== "" && !url.startsWith("#")) found.push(url);
  }
  return found;
}
