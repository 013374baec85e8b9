import { expectationsOf, type MailCriteria } from "../reading/criteria.ts";
import { isExpected } from "../reading/expectation.ts";
import { counted, expected, listed, sentInstead } from "../reading/failure.ts";
import type { MatcherResult } from "./matcher-result.ts";
import { outboxOf } from "./subject-of.ts";

/** The matcher `toHaveSent`, for an outbox. */
export function toHaveSent(received: unknown, criteria?: MailCriteria): MatcherResult {
  const expectations = expectationsOf("toHaveSent()", criteria);
  const outbox = outboxOf("toHaveSent()", received);
  const matching = outbox.filter((message) => isExpected(message, expectations));
  return {
    pass: matching.length > 0,
    message: () => {
      if (matching.length === 0) return sentInstead("Expected a message", outbox, expectations);
      const sent = counted(outbox.length);
      if (expectations.length === 0) return `Expected no message.\n\n${sent}:\n${listed(matching, outbox)}`;
      const those = matching.length === 1 ? "one is" : `${matching.length} are`;
      return `Expected no message with${expected(expectations)}\n\n${sent}, of which ${those} like that:\n${listed(matching, outbox)}`;
    },
  };
}
