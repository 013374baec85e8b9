import type { DomNode, FormatCallback } from "html-to-text";

/** Browsers hold a colspan to this (HTML, 4.9.11). */
const MAX_SPAN = 1_000;

/** A table is laid out in the square of its fields. A mail that Gmail shows whole, 102 KB, has room for fewer. */
const MAX_FIELDS = 10_000;

/**
 * The tables of data of one HTML: html-to-text's own format, which believes any `colspan` and `rowspan`, and runs out of memory.
 * The formatter throws an error if the tables together have too many fields.
 */
export function dataTableFormatter(): FormatCallback {
  let fields = 0;
  return (table, walk, builder, options) => {
    fields += boundFields(table.children);
    if (fields > MAX_FIELDS) throw new Error(`the cells of its tables span more than ${MAX_FIELDS} fields`);
    const { dataTable } = builder.options.formatters;
    if (dataTable === undefined) throw new Error("this version of html-to-text has no format dataTable");
    dataTable(table, walk, builder, options);
  };
}

/** Bounds the spans of a table's cells, and counts its rows and the fields that the cells take. */
function boundFields(parts: readonly DomNode[]): number {
  let fields = 0;
  for (const part of parts) {
    if (part.type !== "tag") continue;
    if (part.name === "td" || part.name === "th") fields += boundSpan(part, "colspan") * boundSpan(part, "rowspan");
    else fields += (part.name === "tr" ? 1 : 0) + boundFields(part.children);
  }
  return fields;
}

function boundSpan(cell: DomNode, name: "colspan" | "rowspan"): number {
  const asked = Number.parseInt(cell.attribs?.[name] ?? "", 10);
  const span = asked >= 1 ? Math.min(asked, MAX_SPAN) : 1;
  cell.attribs = { ...cell.attribs, [name]: String(span) };
  return span;
}
