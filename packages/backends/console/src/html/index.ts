/**
 * What a person reads in the HTML of a mail, for programs that show mails. It is no parser of all HTML, and makes none safe.
 *
 * @packageDocumentation
 */

export { type HtmlTextOptions, htmlText } from "./html-text.ts";
export { attributeOf, type HtmlToken, htmlTokens } from "./html-tokens.ts";
