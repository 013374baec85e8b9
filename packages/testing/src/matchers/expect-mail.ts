import { AssertionError } from "node:assert";
import { matchers } from "./index.ts";
import type { MailMatchers } from "./mail-matchers.ts";
import type { MatcherResult } from "./message-result.ts";
import type { MatcherContext } from "./painted.ts";

/** The matchers, as assertions. */
export interface MailAssertions extends Omit<MailMatchers, "toMatchEmailSnapshot"> {
  /** The same, which pass where those fail. */
  readonly not: Omit<MailMatchers, "toMatchEmailSnapshot">;
}

/**
 * The matchers as assertions, for test runners without an `expect` to extend, such as `node:test`:
 * `expectMail(outbox).toHaveSent({ to: "zoe@example.com" })`.
 *
 * @param actual - a message or an outbox, or what a catcher took: one of its mails, or all
 * @returns assertions that throw an AssertionError where they fail; a TypeError for what is no mail or outbox, and for
 *   what nothing can be held against; a BadAddressError for a string that is no mailbox
 */
export function expectMail(actual: unknown): MailAssertions {
  return { ...assertions(actual, false), not: assertions(actual, true) };
}

type Matcher = (this: MatcherContext, received: unknown, ...args: readonly never[]) => MatcherResult;

function assertions(actual: unknown, isNot: boolean): MailAssertions["not"];
function assertions(actual: unknown, isNot: boolean): Record<string, (...args: readonly never[]) => void> {
  const { toMatchEmailSnapshot: _, ...all } = matchers;
  return Object.fromEntries(
    Object.entries<Matcher>(all).map(([name, matcher]) => {
      const assertion = (...args: readonly never[]): void => {
        const { pass, message } = matcher.call({ isNot }, actual, ...args);
        if (pass !== isNot) return;
        const operator = isNot ? `not.${name}` : name;
        throw new AssertionError({ message: message(), operator, stackStartFn: assertion });
      };
      return [name, assertion];
    }),
  );
}
