import { isExpected } from "../expected/expectation.ts";
import { sentInstead, sentLikeThat } from "../failure/failure.ts";
import { type CriteriaGiven, expectationsGiven } from "./criteria-given.ts";
import type { MatcherResult } from "./message-result.ts";
import { listGiven } from "./subject-of.ts";

/** The matcher `toHaveSent`, for an outbox. */
export function toHaveSent(received: unknown, ...criteria: CriteriaGiven): MatcherResult {
  const expectations = expectationsGiven("toHaveSent()", criteria);
  const list = listGiven("toHaveSent()", received);
  const matching = list.contents.filter((content) => isExpected(content, expectations));
  return {
    pass: matching.length > 0,
    message: () =>
      matching.length === 0
        ? sentInstead("Expected a message", list, expectations)
        : sentLikeThat("Expected no message", list, expectations, matching),
  };
}
