import { quoted, quotedStart } from "../failure/quoted.ts";
import type { Difference, Expectation } from "./expectation.ts";
import { checkExpectedText, type ExpectedText, isExpectedText, shownExpected } from "./expected-text.ts";

type TextName = "subject" | "body" | "text" | "html" | "mailer";

/** What stands before and behind a difference in a long line. */
const AROUND = 40;

/**
 * What is expected of a text of a mail.
 *
 * @throws TypeError for anything that no text can be held against
 */
export function textExpectation(what: string, name: TextName, expected: unknown): Expectation {
  checkExpectedText(`${name} of ${what}`, expected);
  return {
    aspect: name,
    wanted: shownExpected(expected),
    differenceOf: (content) => textDifference(content[name], expected),
  };
}

/** How a text, or null where there is none, differs from what it must be; undefined if it does not. */
export function textDifference(text: string | null, expected: ExpectedText): Difference | undefined {
  if (isExpectedText(text, expected)) return undefined;
  if (text === null) return { lines: [`expected  ${shownExpected(expected)}`, "sent      none"], likeness: 0 };
  if (typeof expected !== "string") {
    return { lines: [`expected  ${shownExpected(expected)}`, `sent      ${quotedStart(text)}`], likeness: 0 };
  }
  return {
    lines: [...comparedLines(text, expected), ...hintFor(text, expected)],
    likeness: likenessOf(text, expected),
  };
}

/** The first line in which two texts differ, with a mark where. */
function comparedLines(text: string, expected: string): string[] {
  const sent = text.split("\n");
  const wanted = expected.split("\n");
  const line = sent.findIndex((content, index) => content !== wanted[index]);
  const at = line === -1 ? sent.length : line;
  const one = sent[at];
  const other = wanted[at];
  const place = sent.length > 1 || wanted.length > 1 ? [`in line ${at + 1}:`] : [];
  if (one === undefined) return [...place, `expected  ${quotedStart(other ?? "")}`, "sent      nothing more"];
  if (other === undefined) return [...place, "expected  nothing more", `sent      ${quotedStart(one)}`];
  const start = commonStart(one, other);
  const cut = start > 2 * AROUND ? start - AROUND : 0;
  const shown = (content: string): string => {
    const end = start + AROUND + 20;
    return `${cut > 0 ? "…" : ""}${quoted(content.slice(cut, end))}${content.length > end ? "…" : ""}`;
  };
  const mark = `${" ".repeat(9 + (cut > 0 ? 1 : 0) + quoted(one.slice(cut, start)).length)}^`;
  return [...place, `expected  ${shown(other)}`, `sent      ${shown(one)}`, mark];
}

function hintFor(text: string, expected: string): string[] {
  if (expected === "" || !text.includes(expected)) return [];
  return ["It contains the text; for a part of it, give expect.stringContaining(…) or a RegExp."];
}

function likenessOf(one: string, other: string): number {
  const start = commonStart(one, other);
  return start / Math.max(one.length, other.length);
}

function commonStart(one: string, other: string): number {
  let index = 0;
  while (index < one.length && one[index] === other[index]) index += 1;
  return index;
}
