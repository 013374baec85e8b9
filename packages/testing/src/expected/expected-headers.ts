import { inspected } from "../inspected.ts";
import type { MailContent } from "../reading/mail-content.ts";
import type { Difference, Expectation } from "./expectation.ts";
import { checkExpectedText, type ExpectedText, isAsymmetric, isExpectedText, shownExpected } from "./expected-text.ts";
import { textDifference } from "./text-difference.ts";

/**
 * What is expected of header fields, by their names.
 *
 * @throws TypeError as `headerExpectation`, and for anything but an object
 */
export function headerExpectations(what: string, headers: unknown): readonly Expectation[] {
  if (typeof headers !== "object" || headers === null || Array.isArray(headers) || isAsymmetric(headers))
    throw new TypeError(`headers of ${what} are an object of names and values; got ${inspected(headers)}.`);
  return Object.entries(headers).map(([name, expected]) => headerExpectation(what, name, expected));
}

/**
 * What is expected of a header field: a value, or that it is there.
 *
 * @throws TypeError for anything that no header field can be held against
 */
export function headerExpectation(what: string, name: unknown, ...values: readonly unknown[]): Expectation {
  if (typeof name !== "string" || name === "")
    throw new TypeError(`The name of a header of ${what} is a string such as "Reply-To"; got ${inspected(name)}.`);
  const [expected] = values;
  // A value that was forgotten in a variable is not "any".
  if (values.length === 0)
    return { aspect: name, wanted: "any value", differenceOf: (content) => headerDifference(content, name) };
  checkExpectedText(`${name} of ${what}`, expected);
  return {
    aspect: name,
    wanted: shownExpected(expected),
    differenceOf: (content) => headerDifference(content, name, expected),
  };
}

function headerDifference(content: MailContent, name: string, expected?: ExpectedText): Difference | undefined {
  const headers = content.headers();
  const values = headers.filter((field) => field.name.toLowerCase() === name.toLowerCase()).map(({ value }) => value);
  const [value] = values;
  if (value === undefined) {
    const wanted = expected === undefined ? "any value" : shownExpected(expected);
    const names = new Set(headers.map((field) => field.name));
    return { lines: [`expected  ${wanted}`, `sent      no ${name}, but ${[...names].join(", ")}`], likeness: 0 };
  }
  if (expected === undefined || values.some((other) => isExpectedText(other, expected))) return undefined;
  return textDifference(value, expected);
}
