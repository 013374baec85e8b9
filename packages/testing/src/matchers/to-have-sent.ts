import { expectationsOf, type MailCriteria } from "../reading/criteria.ts";
import { isExpected } from "../reading/expectation.ts";
import { counted, expected, listed, nearestFirst } from "./failure.ts";
import type { MatcherResult } from "./matcher-result.ts";
import { outboxOf } from "./subject-of.ts";

/** The matcher `toHaveSent`, for an outbox. */
export function toHaveSent(received: unknown, criteria?: MailCriteria): MatcherResult {
  const expectations = expectationsOf("toHaveSent()", criteria);
  const outbox = [...outboxOf("toHaveSent()", received)];
  const matching = outbox.filter((message) => isExpected(message, expectations));
  const isAny = expectations.length === 0;
  return {
    pass: matching.length > 0,
    message: () => {
      if (matching.length > 0) {
        const those = matching.length === 1 ? "one was" : `${matching.length} were`;
        return isAny
          ? `Expected that nothing is sent.\n\n${counted(outbox.length)}:\n${listed(matching, outbox)}`
          : `Expected no message with${expected(expectations)}\n\nOf ${outbox.length} sent ${those}:\n${listed(matching, outbox)}`;
      }
      if (isAny) return "Expected that a message is sent.\n\nNothing was sent.";
      const wanted = `Expected a message with${expected(expectations)}`;
      if (outbox.length === 0) return `${wanted}\n\nNothing was sent.`;
      const what = outbox.length === 1 ? ", and it differs" : ", and all differ; the nearest first";
      return `${wanted}\n\n${counted(outbox.length)}${what}:\n${nearestFirst(outbox, expectations)}`;
    },
  };
}
