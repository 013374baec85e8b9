import { checkOptions } from "@posthorn/core";
import { aligned } from "./columns.ts";
import { htmlText } from "./html/html-text.ts";
import { readableFields } from "./readable-fields.ts";
import { mailRule, rule } from "./rule.ts";
import { type Style, styled } from "./style.ts";
import { visible, visibleLines } from "./visible.ts";

/** A mail that `readableMail()` prints, wherever it comes from. Everything in it is decoded. */
export interface ReadableMail {
  /** Every field of the header, in the order of the wire. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** What SMTP is told, bare addresses (RFC 5321, 2.3.1): who gets the mail and stands in no field is printed as Bcc. */
  readonly envelope?: { readonly from: string; readonly to: readonly string[] } | undefined;
  /** What is read: the text, the HTML, other alternatives. */
  readonly texts: readonly ReadableText[];
  /** What is attached, or what the HTML shows. */
  readonly files: readonly ReadableFile[];
}

/** A text of a mail. */
export interface ReadableText {
  /** Such as `text/plain`. */
  readonly mimetype: string;
  readonly content: string;
}

/** A file of a mail, or a mail in it. */
export interface ReadableFile {
  readonly filename: string | null;
  readonly mimetype: string;
  /** In octets, before the transfer encoding. */
  readonly size: number;
  /** Without its angle brackets; null where no HTML can refer to it. */
  readonly contentId: string | null;
  /** Of a mail that is attached. */
  readonly subject?: string | undefined;
}

/** How `readableMail()` prints. */
export interface ReadableMailOptions {
  /** Whether with colours, which are escape sequences of a terminal. @defaultValue false */
  readonly color?: boolean | undefined;
  /** Whether HTML of more than 2000 characters is printed as it is, instead of its text and links. @defaultValue false */
  readonly wholeHtml?: boolean | undefined;
}

const LONGEST_HTML = 2000;
// What punctuation is behind a URL is seldom its own.
const URL_IN_TEXT = /\bhttps?:\/\/[^\s<>"'`{}|\\^]*[^\s<>"'`{}|\\^.,;:!?)\]]/g;

/**
 * A mail as a person reads it: its fields, its texts, and a line for each file. No line is broken, so that links and codes
 * can be copied. What a terminal would obey, such as an escape sequence, has become a symbol.
 *
 * @returns lines, each with its line break
 * @throws TypeError for an option that does not exist
 */
export function readableMail(mail: ReadableMail, options: ReadableMailOptions = {}): string {
  checkOptions("readableMail()", options, ["color", "wholeHtml"]);
  const style = styled(options.color === true);
  const fields = [mailRule(style), ...readableFields(mail, style)].join("\n");
  const texts = mail.texts.map((text, index) => textBlock(text, index === 0, options.wholeHtml === true, style));
  if (texts.length === 0) texts.push(style("dim", "(no text)"));
  const files = mail.files.length === 0 ? [] : [filesBlock(mail.files, style)];
  return `${[fields, ...texts, ...files].join("\n\n")}\n\n`;
}

function textBlock({ mimetype, content }: ReadableText, isFirst: boolean, wholeHtml: boolean, style: Style): string {
  const isHtml = mimetype === "text/html";
  const isShortened = isHtml && !wholeHtml && content.length > LONGEST_HTML;
  const text = visibleLines(isShortened ? htmlText(content) : content).trimEnd();
  const dressed = text.replace(URL_IN_TEXT, (url) => style("cyan", url)) || style("dim", "(empty)");
  if (isFirst && mimetype === "text/plain") return dressed;
  const title = `${isHtml ? "HTML" : visible(mimetype)}, ${sizeOf(Buffer.byteLength(content))}`;
  return `${rule(isShortened ? `${title}: its text and links` : title, style)}\n${dressed}`;
}

function filesBlock(files: readonly ReadableFile[], style: Style): string {
  const rows = files.map(({ filename, mimetype, size, contentId, subject }) => [
    visible(filename ?? "(no name)"),
    visible(mimetype),
    sizeOf(size),
    visible([contentId === null ? "" : `cid:${contentId}`, subject ?? ""].filter((text) => text !== "").join("  ")),
  ]);
  return [rule(files.length === 1 ? "1 file" : `${files.length} files`, style), ...aligned(rows, 2)].join("\n");
}

function sizeOf(octets: number): string {
  if (octets < 1000) return `${octets} B`;
  return octets < 999_950 ? `${(octets / 1000).toFixed(1)} kB` : `${(octets / 1_000_000).toFixed(1)} MB`;
}
