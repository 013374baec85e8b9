import { describe } from "../describe.ts";
import { expectationsOf, type MailCriteria } from "../reading/criteria.ts";
import { isExpected } from "../reading/expectation.ts";
import { counted, expected, listed, nearestFirst } from "../reading/failure.ts";
import type { MatcherResult } from "./matcher-result.ts";
import { outboxOf } from "./subject-of.ts";

/** The matcher `toHaveSentTimes`, for an outbox. */
export function toHaveSentTimes(received: unknown, times: number, criteria?: MailCriteria): MatcherResult {
  if (!Number.isInteger(times) || times < 0) {
    throw new TypeError(`toHaveSentTimes() takes how many messages there must be, from 0 on; got ${describe(times)}.`);
  }
  const expectations = expectationsOf("toHaveSentTimes()", criteria);
  const outbox = outboxOf("toHaveSentTimes()", received);
  const matching = outbox.filter((message) => isExpected(message, expectations));
  const others = outbox.filter((message) => !matching.includes(message));
  const pass = matching.length === times;
  return {
    pass,
    message: () => {
      const not = pass ? "any number of messages but" : "exactly";
      const noun = pass ? "" : times === 1 ? " message" : " messages";
      const wanted = expectations.length === 0 ? "." : ` with${expected(expectations)}`;
      const problem = `Expected ${not} ${times}${noun}${wanted}\n\n${counted(outbox.length)}`;
      if (outbox.length === 0) return `${problem}.`;
      const those = `, of which ${matching.length} ${matching.length === 1 ? "is" : "are"} like that`;
      const list = matching.length === 0 ? "." : `:\n${listed(matching, outbox)}`;
      const isTooFew = matching.length < times && others.length > 0;
      const near = isTooFew ? `\n\nThe nearest of the others:\n${nearestFirst(others, expectations, outbox)}` : "";
      return `${problem}${expectations.length === 0 ? "" : those}${list}${near}`;
    },
  };
}
