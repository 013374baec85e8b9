import { isExpected } from "../expected/expectation.ts";
import { sentLikeThat } from "../failure/failure.ts";
import { inspected } from "../inspected.ts";
import { type CriteriaGiven, expectationsGiven } from "./criteria-given.ts";
import type { MatcherResult } from "./message-result.ts";
import { listGiven } from "./subject-of.ts";

/** The matcher `toHaveSentTimes`, for an outbox. */
export function toHaveSentTimes(received: unknown, times: number, ...criteria: CriteriaGiven): MatcherResult {
  if (!Number.isInteger(times) || times < 0) {
    throw new TypeError(`toHaveSentTimes() takes how many messages there must be, from 0 on; got ${inspected(times)}.`);
  }
  const expectations = expectationsGiven("toHaveSentTimes()", criteria);
  const list = listGiven("toHaveSentTimes()", received);
  const matching = list.contents.filter((content) => isExpected(content, expectations));
  const others = list.contents.filter((content) => !matching.includes(content));
  const pass = matching.length === times;
  return {
    pass,
    message: () => {
      const problem = pass
        ? `Expected any number of messages but ${times}`
        : `Expected exactly ${times} ${times === 1 ? "message" : "messages"}`;
      return sentLikeThat(problem, list, expectations, matching, matching.length < times ? others : []);
    },
  };
}
