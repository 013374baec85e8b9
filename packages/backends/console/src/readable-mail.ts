import { checkOptions } from "@posthorn/core";
import { aligned } from "./columns.ts";
import { readableFields } from "./readable-fields.ts";
import { htmlLinks } from "./reading/html-links.ts";
import { htmlText } from "./reading/html-text.ts";
import { textLinks, withDressedUrls } from "./reading/text-links.ts";
import { visible, visibleLine } from "./reading/visible.ts";
import { indented, mailRule, rule } from "./rule.ts";
import { type Style, styled } from "./style.ts";

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

/**
 * A mail as a person reads it: its fields, its texts, and a line for each file. No line is broken, so that links and codes
 * can be copied. What a terminal would obey, such as an escape sequence, has become a symbol. What the mail says is indented
 * by two blanks, so that nothing in it looks like a line between two mails.
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
  const text = shownText(isShortened ? htmlText(content) : content, style) || style("dim", "(empty)");
  if (isFirst && mimetype === "text/plain") return text;
  const title = `${isHtml ? "HTML" : visibleLine(mimetype)}, ${sizeOf(Buffer.byteLength(content))}`;
  const block = `${rule(isShortened ? `${title}: its text and links` : title, style)}\n${text}`;
  const decoded = isHtml && !isShortened ? decodedLinks(content) : [];
  if (decoded.length === 0) return block;
  return `${block}\n\n${rule("its links, decoded", style)}\n${shownText(decoded.join("\n"), style)}`;
}

/** The links that stand in HTML otherwise than they lead, since they have entities in them. */
function decodedLinks(html: string): readonly string[] {
  const written = new Set(textLinks(html));
  const urls = htmlLinks(html).filter((url) => /^https?:/i.test(url) && !written.has(url));
  return [...new Set(urls.map(visibleLine))];
}

function shownText(text: string, style: Style): string {
  const lines = indented(visible(text).trimEnd());
  // What has an entity in it leads elsewhere.
  return withDressedUrls(lines, (url) => (/&#?\w+;/.test(url) ? url : style("cyan", url)));
}

function filesBlock(files: readonly ReadableFile[], style: Style): string {
  const rows = files.map(({ filename, mimetype, size, contentId, subject }) => [
    visibleLine(filename ?? "(no name)"),
    visibleLine(mimetype),
    sizeOf(size),
    visibleLine([contentId === null ? "" : `cid:${contentId}`, subject ?? ""].filter((text) => text !== "").join("  ")),
  ]);
  return [
    rule(files.length === 1 ? "1 file" : `${files.length} files`, style),
    indented(aligned(rows, 2).join("\n")),
  ].join("\n");
}

function sizeOf(octets: number): string {
  if (octets < 1000) return `${octets} B`;
  return octets < 999_950 ? `${(octets / 1000).toFixed(1)} kB` : `${(octets / 1_000_000).toFixed(1)} MB`;
}
