import { htmlTokens } from "./html-tokens.ts";

const BREAKS = new Set("p div br tr td th li ul ol table h1 h2 h3 h4 h5 h6 blockquote section center hr".split(" "));

/** What a person reads in HTML, a line for each block. */
export function textOfHtml(html: string): string {
  const pieces: string[] = [];
  for (const token of htmlTokens(html)) {
    if ("text" in token) pieces.push(token.text.replace(/\s+/g, " "));
    else if (BREAKS.has(token.name)) pieces.push("\n");
  }
  return pieces.join("");
}
