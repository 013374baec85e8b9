import type { EmailMessage } from "@posthorn/core";
import type { Expectation } from "./expectation.ts";
import { shownHead, shownTexts } from "./shown-message.ts";

/** How many messages a failure shows with all their differences, and how many more by one line each. */
const IN_FULL = 3;
const IN_BRIEF = 10;
/** What a terminal would obey, or what turns text around (UAX #9). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const UNSEEN = /[\0-\x08\x0a-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/g;

/** What is expected, line by line. */
export function expected(expectations: readonly Expectation[]): string {
  const width = Math.max(...expectations.map(({ aspect }) => aspect.length));
  return expectations.map(({ aspect, wanted }) => `\n  ${aspect.padEnd(width)}  ${wanted}`).join("");
}

/** What one message is, and where it differs. */
export function comparison(message: EmailMessage, expectations: readonly Expectation[]): string {
  return indented(2, shownMessage(message, expectations));
}

/** Messages of an outbox, the nearest to what is expected first, and where each differs. */
export function nearestFirst(
  messages: readonly EmailMessage[],
  expectations: readonly Expectation[],
  outbox: readonly EmailMessage[] = messages,
): string {
  const ranked = messages
    .map((message) => ({ message, index: outbox.indexOf(message), likeness: likenessOf(message, expectations) }))
    .sort((one, other) => other.likeness - one.likeness);
  const full = ranked
    .slice(0, IN_FULL)
    .map(({ message, index }, place) => block(index, shownMessage(message, expectations, place === 0)));
  const brief = ranked.slice(IN_FULL, IN_FULL + IN_BRIEF).map(({ message, index }) => `\n  ${oneLine(message, index)}`);
  const rest = ranked.length - IN_FULL - IN_BRIEF;
  return [
    full.join("\n"),
    brief.length > 0 ? `\n\n  Further from it:${brief.join("")}` : "",
    rest > 0 ? `\n  … and ${rest} more` : "",
  ].join("");
}

/** Messages of an outbox, without saying where they differ. */
export function listed(messages: readonly EmailMessage[], outbox: readonly EmailMessage[]): string {
  const shown = messages.slice(0, IN_FULL).map((message) => block(outbox.indexOf(message), shownMessage(message)));
  const brief = messages
    .slice(IN_FULL, IN_FULL + IN_BRIEF)
    .map((message) => `\n  ${oneLine(message, outbox.indexOf(message))}`);
  const rest = messages.length - IN_FULL - IN_BRIEF;
  return `${shown.join("\n")}${brief.length > 0 ? `\n${brief.join("")}` : ""}${rest > 0 ? `\n  … and ${rest} more` : ""}`;
}

/** How many messages were sent, as the start of a sentence. */
export function counted(count: number): string {
  if (count === 0) return "Nothing was sent";
  return count === 1 ? "1 message was sent" : `${count} messages were sent`;
}

function block(index: number, lines: readonly string[]): string {
  return `\n  outbox[${index}]${indented(4, lines)}`;
}

function indented(columns: number, lines: readonly string[]): string {
  return lines.map((line) => `\n${`${" ".repeat(columns)}${visible(line)}`.trimEnd()}`).join("");
}

function oneLine({ subject, to }: EmailMessage, index: number): string {
  return visible(`${`outbox[${index}]`.padEnd(12)}${subject || "(no subject)"}, to ${to.join(", ") || "nobody"}`);
}

/** A message; behind its head where it differs, since what it says may be long. */
function shownMessage(
  message: EmailMessage,
  expectations: readonly Expectation[] = [],
  isWhole: boolean = true,
): readonly string[] {
  const marks = expectations.flatMap(({ aspect, wanted, differenceOf }) => {
    const difference = differenceOf(message);
    return difference ? [`✗ ${aspect}`, ...difference.lines.map((line) => `    ${line}`)] : [`✓ ${aspect} ${wanted}`];
  });
  return [...shownHead(message), ...marks, ...(isWhole ? shownTexts(message) : [])];
}

/** The number of expectations that are met, and a fraction for what the others have in common with the message. */
function likenessOf(message: EmailMessage, expectations: readonly Expectation[]): number {
  return expectations.reduce((sum, { differenceOf }) => {
    const difference = differenceOf(message);
    return sum + (difference ? (difference.likeness * 0.9) / expectations.length : 1);
  }, 0);
}

/** That no message is as expected, and what was sent instead. */
export function sentInstead(
  problem: string,
  messages: readonly EmailMessage[],
  expectations: readonly Expectation[],
): string {
  const wanted = expectations.length === 0 ? `${problem}.` : `${problem} with${expected(expectations)}`;
  if (messages.length === 0) return `${wanted}\n\nNothing was sent.`;
  const what = messages.length === 1 ? "and it differs" : "and all differ; the nearest first";
  return `${wanted}\n\n${counted(messages.length)}, ${what}:\n${nearestFirst(messages, expectations)}`;
}

function visible(line: string): string {
  return line.replace(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
