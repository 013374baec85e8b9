import type { HtmlToTextOptions } from "html-to-text";
import { importPeer } from "./optional-peer.ts";

const HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"];

const OPTIONS: HtmlToTextOptions = {
  // A phone wraps a long line well, and a line that was wrapped for it badly.
  wordwrap: false,
  selectors: [
    ...HEADINGS.map((selector) => ({ selector, options: { uppercase: false } })),
    {
      selector: "a",
      options: {
        hideLinkHrefIfSameAsText: true,

        pathRewrite: (href) => href.replace(/^(?:mailto|tel):/i, ""),
      },
    },
    { selector: "img", format: "skip" },
    { selector: "ul", options: { itemPrefix: "- " } },
    // What only the list of an inbox shows, as mj-preview does.
    { selector: '[style*="display:none"i]', format: "skip" },
    { selector: '[style*="display: none"i]', format: "skip" },
    { selector: "table", format: "dataTable", options: { uppercaseHeaderCells: false } },
    // A table for the layout is read cell after cell, row under row; each mj-text is a block of its own.
    {
      selector: 'table[role="presentation"i]',
      format: "table",
      options: { leadingLineBreaks: 2, trailingLineBreaks: 2 },
    },
    { selector: "td > div", format: "block", options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
    { selector: "tr", format: "block", options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: "td", format: "cell" },
    { selector: "th", format: "cell" },
  ],
  formatters: {
    cell: (cell, walk, builder) => {
      walk(cell.children, builder);
      builder.addInline(" ");
    },
  },
};

/**
 * The text of an HTML mail, for readers that show no HTML.
 *
 * @throws TemplateError if html-to-text is not installed
 */
export async function deriveText(html: string, name: string): Promise<string> {
  const { convert } = await importPeer(
    "html-to-text",
    `The template "${name}" has no body.txt; deriving its text from the HTML`,
    () => import("html-to-text"),
  );
  const text = convert(html, OPTIONS)
    .replace(/[ \t]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n");
  return `${text.trim()}\n`;
}
