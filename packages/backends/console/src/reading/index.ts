/**
 * What a person reads in a mail, for programs that show or test mails. It is no parser of all HTML, and makes none safe.
 *
 * @packageDocumentation
 */

export { htmlLinks } from "./html-links.ts";
export { type HtmlTextOptions, htmlText } from "./html-text.ts";
export { textLinks } from "./text-links.ts";
export { visible } from "./visible.ts";
