import type { EmailMessage } from "@posthorn/core";
import type { Expectation } from "../reading/expectation.ts";
import { shownHead, shownMessage } from "../reading/shown-message.ts";

/** How many messages a failure shows with all their differences, and how many more by one line each. */
const IN_FULL = 3;
const IN_BRIEF = 10;

/** What is expected, line by line. */
export function expected(expectations: readonly Expectation[]): string {
  const width = Math.max(...expectations.map(({ aspect }) => aspect.length));
  return expectations.map(({ aspect, wanted }) => `\n  ${aspect.padEnd(width)}  ${wanted}`).join("");
}

/** What one message is, and where it differs. */
export function comparison(message: EmailMessage, expectations: readonly Expectation[]): string {
  return indented(2, [...shownMessage(message), "", ...marks(message, expectations)]);
}

/** What was sent, the nearest to what is expected first, and where each differs. */
export function nearestFirst(messages: readonly EmailMessage[], expectations: readonly Expectation[]): string {
  const ranked = messages
    .map((message, index) => ({ message, index, likeness: likenessOf(message, expectations) }))
    .sort((one, other) => other.likeness - one.likeness);
  const full = ranked.slice(0, IN_FULL).map(({ message, index }, place) => {
    const shown = place === 0 ? shownMessage(message) : shownHead(message);
    return block(index, [...shown, "", ...marks(message, expectations)]);
  });
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
  return lines.map((line) => `\n${`${" ".repeat(columns)}${line}`.trimEnd()}`).join("");
}

function oneLine({ subject, to }: EmailMessage, index: number): string {
  return `outbox[${index}]  ${subject === "" ? "(no subject)" : subject}, to ${to.join(", ") || "nobody"}`;
}

function marks(message: EmailMessage, expectations: readonly Expectation[]): string[] {
  return expectations.flatMap(({ aspect, wanted, differenceOf }) => {
    const difference = differenceOf(message);
    if (!difference) return [`✓ ${aspect} matches ${wanted}`];
    return [`✗ ${aspect} differs:`, ...difference.lines.map((line) => `    ${line}`)];
  });
}

/** The number of expectations that are met, and a fraction for what the others have in common with the message. */
function likenessOf(message: EmailMessage, expectations: readonly Expectation[]): number {
  return expectations.reduce((sum, { differenceOf }) => {
    const difference = differenceOf(message);
    return sum + (difference ? (difference.likeness * 0.9) / expectations.length : 1);
  }, 0);
}
