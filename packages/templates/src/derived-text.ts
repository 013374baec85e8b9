import { randomUUID } from "node:crypto";
import type { HtmlToTextOptions } from "html-to-text";
import { dataTableFormatter } from "./data-table.ts";
import { importPeer } from "./optional-peer.ts";
import { TemplateError } from "./template-error.ts";

/** A mail that MJML made is some 35 elements deep; html-to-text, which recurses, runs out of stack at about 900. */
const MAX_DEPTH = 200;

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
    { selector: "table", format: "boundedDataTable", options: { uppercaseHeaderCells: false } },
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
 * @param name - the template that errors name
 * @param file - the file that the HTML is from
 * @throws TemplateError if html-to-text is not installed, or if the HTML is too deep or its tables too large for it
 */
export async function deriveText(html: string, name: string, file: string): Promise<string> {
  const { convert } = await importPeer(
    "html-to-text",
    `The template "${name}" has no body.txt; deriving its text from the HTML`,
    () => import("html-to-text"),
  );
  // html-to-text cuts what is too deep, and writes this there. It is random, so that no HTML holds it already.
  const cut = randomUUID();
  const limits = { maxDepth: MAX_DEPTH, ellipsis: cut, maxInputLength: Number.POSITIVE_INFINITY };
  const formatters = { ...OPTIONS.formatters, boundedDataTable: dataTableFormatter() };
  let text: string;
  try {
    text = convert(html, { ...OPTIONS, limits, formatters });
  } catch (cause) {
    throw underivable(cause instanceof Error ? cause.message : String(cause), cause);
  }
  if (text.includes(cut)) throw underivable(`its elements are nested more than ${MAX_DEPTH} deep`);
  return `${withoutBlanks(text).trim()}\n`;

  function underivable(reason: string, cause?: unknown): TemplateError {
    return new TemplateError(
      `The text of the template "${name}" cannot be derived from its HTML: ${reason}. Make ${file} simpler, or write a body.txt.`,
      "template_markup",
      { file, ...(cause !== undefined && { cause }) },
    );
  }
}

/** The text without blanks at the ends of its lines, and with one empty line at a time. */
export function withoutBlanks(text: string): string {
  // The lookbehind lets a match start only where blanks start, not at each of them: the time stays linear.
  return text.replace(/(?<![ \t])[ \t]+$/gm, "").replace(/\n{3,}/g, "\n\n");
}
