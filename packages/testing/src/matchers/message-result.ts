import { type Expectation, isExpected } from "../reading/expectation.ts";
import { comparison, counted, expected, listed, sentInstead } from "../reading/failure.ts";
import type { MatcherResult } from "./matcher-result.ts";
import { subjectOf } from "./subject-of.ts";

/**
 * The result of a matcher that looks at a message, or for one in an outbox.
 *
 * @param matcher - its name, such as `toHaveSubject()`
 * @throws TypeError if it is neither
 */
export function messageResult(matcher: string, received: unknown, expectations: readonly Expectation[]): MatcherResult {
  const { messages, isOutbox } = subjectOf(matcher, received);
  const matching = messages.filter((message) => isExpected(message, expectations));
  const pass = matching.length > 0;
  return {
    pass,
    message: () => {
      const [message] = messages;
      if (message && !isOutbox) {
        return pass
          ? `Expected a message without${expected(expectations)}\n\nThe message is:\n${comparison(message, [])}`
          : `Expected a message with${expected(expectations)}\n\nThe message differs:\n${comparison(message, expectations)}`;
      }
      if (!pass) return sentInstead("Expected a message in the outbox", messages, expectations);
      const those = matching.length === 1 ? "one is" : `${matching.length} are`;
      return `Expected no message in the outbox with${expected(expectations)}\n\n${counted(messages.length)}, of which ${those} like that:\n${listed(matching, messages)}`;
    },
  };
}
