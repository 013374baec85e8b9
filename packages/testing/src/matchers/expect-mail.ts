import { AssertionError } from "node:assert";
import { matchers } from "./index.ts";
import type { MailMatchers } from "./mail-matchers.ts";
import type { MatcherResult } from "./matcher-result.ts";

/** The matchers, as assertions. */
export interface MailAssertions extends Omit<MailMatchers, "toMatchEmailSnapshot"> {
  /** The same, which pass where those fail. */
  readonly not: Omit<MailMatchers, "toMatchEmailSnapshot">;
}

/**
 * The matchers as assertions, for test runners without an `expect` to extend, such as `node:test`:
 * `expectMail(outbox).toHaveSent({ to: "zoe@example.com" })`.
 *
 * @param actual - a message or an outbox
 * @returns assertions that throw an AssertionError where they fail; a TypeError for what is no message or outbox, and for
 *   what nothing can be held against
 */
export function expectMail(actual: unknown): MailAssertions {
  return { ...assertions(actual, false), not: assertions(actual, true) };
}

type Assertions = Omit<MailMatchers, "toMatchEmailSnapshot">;

function assertions(actual: unknown, isNot: boolean): Assertions {
  const demand = (matcher: keyof Assertions, { pass, message }: MatcherResult): void => {
    if (pass !== isNot) return;
    throw new AssertionError({
      message: message(),
      operator: isNot ? `not.${matcher}` : matcher,
      stackStartFn: all[matcher],
    });
  };
  const all: Assertions = {
    bodyContains: (text) => demand("bodyContains", matchers.bodyContains(actual, text)),
    toHaveSent: (criteria) => demand("toHaveSent", matchers.toHaveSent(actual, criteria)),
    toHaveSentTimes: (times, criteria) => demand("toHaveSentTimes", matchers.toHaveSentTimes(actual, times, criteria)),
    toBeAddressedTo: (...addresses) => demand("toBeAddressedTo", matchers.toBeAddressedTo(actual, ...addresses)),
    toHaveSubject: (subject) => demand("toHaveSubject", matchers.toHaveSubject(actual, subject)),
    toHaveHeader: (...field) => demand("toHaveHeader", matchers.toHaveHeader(actual, ...field)),
    toHaveAttachment: (attachment) => demand("toHaveAttachment", matchers.toHaveAttachment(actual, attachment)),
    toHaveTextBody: (text) => demand("toHaveTextBody", matchers.toHaveTextBody(actual, text)),
    toHaveHtmlBody: (html) => demand("toHaveHtmlBody", matchers.toHaveHtmlBody(actual, html)),
    toHaveLink: (url) => demand("toHaveLink", matchers.toHaveLink(actual, url)),
  };
  return all;
}
