import { quotedStart } from "../failure/quoted.ts";
import { inspected } from "../inspected.ts";

/** A value that decides itself what is equal to it, such as `expect.stringContaining("code")` of Vitest and Jest. */
export interface AsymmetricValue {
  /** Whether the other value is equal to it. */
  asymmetricMatch(other: unknown): boolean;
}

/** What a text must be: exactly this, such that the expression is found in it, or what an asymmetric value takes. */
export type ExpectedText = string | RegExp | AsymmetricValue;

/** Whether a value decides itself what is equal to it. */
export function isAsymmetric(value: unknown): value is AsymmetricValue {
  return typeof value === "object" && value !== null && "asymmetricMatch" in value;
}

/** Whether a text is what it must be. */
export function isExpectedText(text: string | null, expected: ExpectedText): boolean {
  if (isAsymmetric(expected)) return expected.asymmetricMatch(text);
  if (text === null) return false;
  return expected instanceof RegExp ? isFound(expected, text) : text === expected;
}

/** Whether an expression is found anywhere in a text, whatever was asked of it before: g and y would go on from there. */
function isFound({ source, flags }: RegExp, text: string): boolean {
  return new RegExp(source, flags.replace(/[gy]/g, "")).test(text);
}

/** @throws TypeError for anything that no text can be held against */
export function checkExpectedText(what: string, expected: unknown): asserts expected is ExpectedText {
  if (typeof expected === "string" || expected instanceof RegExp || isAsymmetric(expected)) return;
  throw new TypeError(
    `${what} must be a string, a RegExp or an asymmetric value such as expect.stringContaining("…"); got ${inspected(expected)}.`,
  );
}

/** What must be, as a failure shows it. */
export function shownExpected(expected: unknown): string {
  if (typeof expected === "string") return quotedStart(expected);
  if (expected instanceof RegExp) return String(expected);
  if (Array.isArray(expected)) return `[${expected.map(shownExpected).join(", ")}]`;
  if (isAsymmetric(expected)) return shownAsymmetric(expected);
  return inspected(expected);
}

/** Vitest and Jest give most of theirs a description of their own. */
function shownAsymmetric(expected: AsymmetricValue): string {
  const sample = "sample" in expected ? expected.sample : undefined;
  if (typeof sample === "string" || sample instanceof RegExp) return `${String(expected)}(${shownExpected(sample)})`;
  const own = "toAsymmetricMatcher" in expected ? expected.toAsymmetricMatcher : undefined;
  const text: unknown = typeof own === "function" ? own.call(expected) : undefined;
  return typeof text === "string" ? text : inspected(expected);
}
