import { AssertionError } from "node:assert";
import { htmlText } from "@posthorn/console/reading";
import { checkOptions, type EmailMessage } from "@posthorn/core";
import { describe } from "../describe.ts";
import { quotedStart } from "../failure/quoted.ts";
import type { ReceivedMail } from "../received-mail.ts";
import { codeCandidates } from "./code-candidates.ts";
import { contentRead } from "./mail-content.ts";

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
    throw new TypeError(`pattern must be a RegExp such as /\\d{6}/; got ${describe(pattern)}.`);
  const { subject, text, html } = contentRead("code()", mail);
  const read = `${subject}\n${text ?? htmlText(html ?? "", { urls: false })}`;
  const candidates = pattern ? [] : codeCandidates(read);
  const codes = pattern ? matches(read, pattern) : candidates.flatMap((found) => (found.isCode ? found.code : []));
  // A code stands in the subject and in the text, with its blank or without.
  const [one, ...others] = new Map(codes.map((found) => [found.replace("-", ""), found])).values();
  if (one !== undefined && others.length === 0) return one;
  const what = pattern ? `that ${String(pattern)} finds` : "that the mail calls a code";
  const problem =
    one === undefined
      ? `There is nothing ${what}${candidates.length === 0 ? "" : "; these may be one"}:`
      : `There are ${others.length + 1} ${what}: ${[one, ...others].join(", ")}`;
  const lines = one === undefined ? candidates : candidates.filter(({ isCode }) => isCode);
  throw new AssertionError({
    message: [
      problem,
      ...(lines.length > 0
        ? lines.map((found) => `  ${found.code}  in ${quotedStart(found.line)}`)
        : [quotedLines(read)]),
      `Say what the code looks like: code(message, { pattern: /${pattern ? "…" : "(?<=Your number: )\\d{6}"}/ }).`,
    ].join("\n"),
    operator: "code",
    stackStartFn: code,
  });
}

function matches(text: string, pattern: RegExp): string[] {
  const all = new RegExp(pattern.source, [...new Set(`${pattern.flags.replace("y", "")}g`)].join(""));
  return Array.from(text.matchAll(all), ([found, group]) => group ?? found);
}

function quotedLines(text: string): string {
  const lines = text.trim().split("\n");
  const more = lines.length > 12 ? [`  … and ${lines.length - 12} more lines`] : [];
  return [...lines.slice(0, 12).map((line) => `  ${line}`.trimEnd()), ...more].join("\n");
}
