import type { EmailMessage } from "@posthorn/core";
import { sendingOf } from "../outbox/sent-by.ts";
import { type ExpectedText, isExpectedText, shownExpected } from "./expected-text.ts";
import { type Difference, textDifference } from "./text-difference.ts";

/** How the header fields of that name differ from the value that one of them must have; without one, from being there. */
export function headerDifference(message: EmailMessage, name: string, expected?: ExpectedText): Difference | undefined {
  const { headers } = sendingOf(message)?.mime ?? message.message();
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
