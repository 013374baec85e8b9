import type { EmailMessage } from "@posthorn/core";
import type { Difference } from "./text-difference.ts";

/** One thing that is expected of a message. */
export interface Expectation {
  /** What of the message it is about, such as `subject`. */
  readonly aspect: string;
  /** What it must be, as a failure shows it. */
  readonly wanted: string;
  /** How a message differs; undefined if it does not. */
  differenceOf(message: EmailMessage): Difference | undefined;
}

/** Whether a message is all that is expected of it. */
export function isExpected(message: EmailMessage, expectations: readonly Expectation[]): boolean {
  return expectations.every((expectation) => expectation.differenceOf(message) === undefined);
}
