import { checkOptions } from "@posthorn/core";
import { attributeOf, htmlTokens } from "./html-tokens.ts";

/** How `htmlText()` shows HTML. */
export interface HtmlTextOptions {
  /** Whether the URL of a link stands behind its text, in angle brackets. @defaultValue true */
  readonly urls?: boolean | undefined;
}

const INLINE = new Set(
  "a abbr b big cite code em font i img kbd mark q s small span strike strong sub sup td th tt u wbr".split(" "),
);
/** A word and its link, which may be the same. */
const LINKED = /(?<!\S)(\S+) <([^\s>]+)>/g;

/**
 * About what a reader shows of HTML, a line for each block. Numeric entities are decoded, and those that HTML has from XML,
 * and `&nbsp;`.
 *
 * @throws TypeError for an option that does not exist
 */
export function htmlText(html: string, options: HtmlTextOptions = {}): string {
  checkOptions("htmlText()", options, ["urls"]);
  const { urls = true } = options;
  const pieces: string[] = [];
  let url = "";
  for (const token of htmlTokens(html)) {
    if ("text" in token) {
      pieces.push(token.text.replace(/\s+/g, " "));
      continue;
    }
    const { name, isEnd, attributes } = token;
    if (name === "a") {
      if (url !== "") pieces.push(` <${url}>`);
      url = isEnd || !urls ? "" : (attributeOf(attributes, "href") ?? "");
    } else if (name === "img") pieces.push(attributeOf(attributes, "alt") ?? "");
    else if (name === "td" || name === "th") pieces.push(" ");
    else if (!INLINE.has(name)) pieces.push("\n");
  }
  return pieces
    .join("")
    .split("\n")
    .map((line) =>
      line
        .replace(/[ \u00a0]+/g, " ")
        .trim()
        .replace(LINKED, (shown, text, link) => (text === link ? text : shown)),
    )
    .filter((line) => line !== "")
    .join("\n");
}
