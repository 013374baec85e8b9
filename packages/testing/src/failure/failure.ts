import { type Expectation, isExpected } from "../expected/expectation.ts";
import type { Mail, MailContent } from "../reading/mail-content.ts";
import type { MailList } from "../reading/mail-list.ts";
import type { WaitOptions } from "../wait.ts";
import { shownLine } from "./shown-line.ts";
import { shownHead, shownTexts } from "./shown-message.ts";

/** How many messages a failure shows with all their differences, and how many more by one line each. */
const IN_FULL = 3;
const IN_BRIEF = 10;

type Expectations<Kind extends Mail> = readonly Expectation<Kind>[];

/** What is expected, line by line. */
export function expected<Kind extends Mail>(expectations: Expectations<Kind>): string {
  const width = Math.max(...expectations.map(({ aspect }) => aspect.length));
  return indented(
    2,
    expectations.map(({ aspect, wanted }) => `${aspect.padEnd(width)}  ${wanted}`),
  );
}

/** What one mail is, and where it differs. */
export function comparison<Kind extends Mail>(content: MailContent<Kind>, expectations: Expectations<Kind>): string {
  return indented(2, shownMail(content, expectations));
}

/** That no mail is as expected, and what there is instead. */
export function sentInstead<Kind extends Mail>(
  problem: string,
  list: MailList<Kind>,
  expectations: Expectations<Kind>,
): string {
  const wanted = expectations.length === 0 ? `${problem}.` : `${problem} with${expected(expectations)}`;
  if (list.contents.length === 0) return `${wanted}\n\n${counted(list)}.`;
  const what = list.contents.length === 1 ? "and it differs" : "and all differ; the nearest first";
  return `${wanted}\n\n${counted(list)}, ${what}:\n${nearestFirst(list.contents, expectations, list)}`;
}

/**
 * How many mails there are, and which of them are as expected.
 *
 * @param others - the nearest of which is shown, if those are too few
 */
export function sentLikeThat<Kind extends Mail>(
  problem: string,
  list: MailList<Kind>,
  expectations: Expectations<Kind>,
  matching: readonly MailContent<Kind>[],
  others: readonly MailContent<Kind>[] = [],
): string {
  const wanted = expectations.length === 0 ? `${problem}.` : `${problem} with${expected(expectations)}`;
  if (list.contents.length === 0) return `${wanted}\n\n${counted(list)}.`;
  const those = `, of which ${matching.length === 1 ? "one is" : `${matching.length} are`} like that`;
  const shown = matching.length === 0 ? "." : `:\n${listed(matching, list)}`;
  const near = others.length > 0 ? `\n\nThe nearest of the others:\n${nearestFirst(others, expectations, list)}` : "";
  return `${wanted}\n\n${counted(list)}${expectations.length === 0 ? "" : those}${shown}${near}`;
}

/**
 * That a mail did not come in time, and what did.
 *
 * @param what - what it did not, such as `message was sent`
 */
export function waitedInVain<Kind extends Mail>(
  what: string,
  { timeoutMs, nth }: Required<WaitOptions>,
  list: MailList<Kind>,
  expectations: Expectations<Kind>,
): string {
  if (nth === 1) return sentInstead(`No ${what} within ${timeoutMs} ms`, list, expectations);
  const matching = list.contents.filter((content) => isExpected(content, expectations));
  const others = list.contents.filter((content) => !matching.includes(content));
  return sentLikeThat(`No ${ordinal(nth)} ${what} within ${timeoutMs} ms`, list, expectations, matching, others);
}

/** Mails of a list, the nearest to what is expected first, and where each differs. */
function nearestFirst<Kind extends Mail>(
  contents: readonly MailContent<Kind>[],
  expectations: Expectations<Kind>,
  list: MailList<Kind>,
): string {
  const ranked = contents
    .map((content) => ({ content, likeness: likenessOf(content, expectations) }))
    .sort((one, other) => other.likeness - one.likeness)
    .map(({ content }) => content);
  const full = ranked
    .slice(0, IN_FULL)
    .map((content, place) => block(content, list, shownMail(content, expectations, place === 0)));
  const brief = ranked.slice(IN_FULL, IN_FULL + IN_BRIEF).map((content) => `\n  ${oneLine(content, list)}`);
  return `${full.join("\n")}${brief.length > 0 ? `\n\n  Further from it:${brief.join("")}` : ""}${more(ranked.length)}`;
}

/** Mails of a list, without saying where they differ. */
function listed<Kind extends Mail>(contents: readonly MailContent<Kind>[], list: MailList<Kind>): string {
  const full = contents.slice(0, IN_FULL).map((content) => block(content, list, shownMail(content, [])));
  const brief = contents.slice(IN_FULL, IN_FULL + IN_BRIEF).map((content) => `\n  ${oneLine(content, list)}`);
  return `${full.join("\n")}${brief.length > 0 ? `\n${brief.join("")}` : ""}${more(contents.length)}`;
}

function more(count: number): string {
  return count > IN_FULL + IN_BRIEF ? `\n  … and ${count - IN_FULL - IN_BRIEF} more` : "";
}

/** How many mails there are, as the start of a sentence. */
function counted<Kind extends Mail>({ name, contents: { length } }: MailList<Kind>): string {
  if (name === "mails")
    return length === 0 ? "Nothing arrived" : length === 1 ? "1 mail arrived" : `${length} mails arrived`;
  return length === 0 ? "Nothing was sent" : length === 1 ? "1 message was sent" : `${length} messages were sent`;
}

function block<Kind extends Mail>(content: MailContent<Kind>, list: MailList<Kind>, lines: readonly string[]): string {
  return `\n  ${placeOf(content, list)}${indented(4, lines)}`;
}

function placeOf<Kind extends Mail>(content: MailContent<Kind>, { name, contents }: MailList<Kind>): string {
  return `${name}[${contents.indexOf(content)}]`;
}

function indented(columns: number, lines: readonly string[]): string {
  return lines.map((line) => `\n${`${" ".repeat(columns)}${shownLine(line)}`.trimEnd()}`).join("");
}

function oneLine<Kind extends Mail>(content: MailContent<Kind>, list: MailList<Kind>): string {
  const { subject, to } = content;
  return shownLine(`${placeOf(content, list).padEnd(12)}${subject || "(no subject)"}, to ${to.join(", ") || "nobody"}`);
}

/** A mail; behind its head where it differs, since what it says may be long. */
function shownMail<Kind extends Mail>(
  content: MailContent<Kind>,
  expectations: Expectations<Kind>,
  isWhole: boolean = true,
): readonly string[] {
  const marks = expectations.flatMap(({ aspect, wanted, differenceOf }) => {
    const difference = differenceOf(content);
    return difference ? [`✗ ${aspect}`, ...difference.lines.map((line) => `    ${line}`)] : [`✓ ${aspect} ${wanted}`];
  });
  return [...shownHead(content), ...marks, ...(isWhole ? shownTexts(content) : [])];
}

/** The number of expectations that are met, and a fraction for what the others have in common with the mail. */
function likenessOf<Kind extends Mail>(content: MailContent<Kind>, expectations: Expectations<Kind>): number {
  return expectations.reduce((sum, { differenceOf }) => {
    const difference = differenceOf(content);
    return sum + (difference ? (difference.likeness * 0.9) / expectations.length : 1);
  }, 0);
}

function ordinal(number: number): string {
  const endings: Readonly<Record<number, string>> = { 1: "st", 2: "nd", 3: "rd" };
  return `${number}${(/1\d$/.test(String(number)) ? undefined : endings[number % 10]) ?? "th"}`;
}
