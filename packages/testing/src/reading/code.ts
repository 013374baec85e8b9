import { AssertionError } from "node:assert";
import { htmlText } from "@posthorn/console/reading";
import { checkOptions, type EmailMessage } from "@posthorn/core";
import { quotedStart } from "../failure/quoted.ts";
import { shownLine } from "../failure/shown-line.ts";
import { inspected } from "../inspected.ts";
import type { ReceivedMail } from "../received-mail.ts";
import { type CodeCandidate, codeCandidates } from "./code-candidates.ts";
import { contentRead } from "./mail-content.ts";

const MOST_LINES = 12;

/** The options of `code`. */
export interface CodeOptions {
  /** What the code looks like, such as `/[a-z]{4}-[a-z]{4}/`; its first group, if it has one, is the code. */
  readonly pattern?: RegExp;
}

/**
 * The one-time code of a mail, such as `482913`, `A7K-Q2P` or `G-482913`, which its subject or its text calls a code; without
 * the blanks of `482 913`. Years, prices, telephone numbers and parts of URLs are none.
 *
 * @throws AssertionError with what looks like one, if there is none or more than one; TypeError for an option that does not
 *   exist, and for anything but a message, or a mail that a catcher took
 */
export function code(mail: EmailMessage | ReceivedMail | undefined, options: CodeOptions = {}): string {
  checkOptions("code()", options, ["pattern"]);
  const { pattern } = options;
  if (pattern !== undefined && !(pattern instanceof RegExp))
    throw new TypeError(`pattern must be a RegExp such as /\\d{6}/; got ${inspected(pattern)}.`);
  const { subject, text, html } = contentRead("code()", mail);
  const body = text ?? htmlText(html ?? "", { urls: false });
  const candidates = pattern ? [] : codeCandidates(subject, body);
  const codes = pattern
    ? matches(`${subject}\n${body}`, pattern)
    : candidates.flatMap((found) => (found.isCode ? found.code : []));
  // A code stands in the subject and in the text, with its blank or without.
  const [one, ...others] = new Map(codes.map((found) => [found.replace("-", ""), found])).values();
  if (one !== undefined && others.length === 0) return one;
  const what = pattern ? `that ${String(pattern)} finds` : "that the mail calls a code";
  const problem =
    one === undefined
      ? `There is nothing ${what}${candidates.length === 0 ? "" : "; these may be one"}:`
      : `There are ${others.length + 1} ${what}: ${[one, ...others].join(", ")}`;
  const shown = one === undefined ? candidates : candidates.filter(({ isCode }) => isCode);
  const lines =
    shown.length > 0
      ? shortened(shown.map((found) => `${found.code}  in ${quotedStart(found.line)}`))
      : shortened(`${subject}\n${body}`.trim().split("\n"));
  throw new AssertionError({
    message: [
      problem,
      ...lines.map((line) => `  ${shownLine(line)}`.trimEnd()),
      `Say what the code looks like: code(message, { pattern: ${pattern ? "/…/" : patternFor(shown)} }).`,
    ].join("\n"),
    operator: "code",
    stackStartFn: code,
  });
}

function matches(text: string, pattern: RegExp): string[] {
  const all = new RegExp(pattern.source, [...new Set(`${pattern.flags.replace("y", "")}g`)].join(""));
  return Array.from(text.matchAll(all), ([found, group]) => group ?? found);
}

function shortened(lines: readonly string[]): readonly string[] {
  const more = lines.length - MOST_LINES;
  return more > 0 ? [...lines.slice(0, MOST_LINES), `… and ${more} more line${more === 1 ? "" : "s"}`] : lines;
}

/** An expression that finds the first of the candidates, by what stands before it. */
function patternFor([first]: readonly CodeCandidate[]): string {
  if (!first) return "/\\d{6}/";
  const { code: found, before } = first;
  const shape = found.replace(
    /\d+|[A-Z]+/g,
    (run) => `${/\d/.test(run) ? "\\d" : "[A-Z]"}${run.length > 1 ? `{${run.length}}` : ""}`,
  );
  const [words = ""] = /(?:[\p{L}\p{N}]+[^\p{L}\p{N}\t]*){1,2}$/u.exec(before) ?? [];
  return words === "" ? `/${shape}/` : `/(?<=${words.replace(/[\\/^$.*+?()[\]{}|]/g, "\\$&")})${shape}/`;
}
