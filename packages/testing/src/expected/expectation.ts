import type { Mail, MailContent } from "../reading/mail-content.ts";

/** How something of a mail differs from what was expected. */
export interface Difference {
  /** What a failure says of it, line by line. */
  readonly lines: readonly string[];
  /** From 0, for nothing alike, to 1. */
  readonly likeness: number;
}

/** One thing that is expected of a mail. */
export interface Expectation<Kind extends Mail = Mail> {
  /** What of the mail it is about, such as `subject`. */
  readonly aspect: string;
  /** What it must be, as a failure shows it. */
  readonly wanted: string;
  /** How a mail differs; undefined if it does not. */
  readonly differenceOf: (content: MailContent<Kind>) => Difference | undefined;
}

/** Whether a mail is all that is expected of it. */
export function isExpected<Kind extends Mail>(
  content: MailContent<Kind>,
  expectations: readonly Expectation<Kind>[],
): boolean {
  return expectations.every((expectation) => expectation.differenceOf(content) === undefined);
}
