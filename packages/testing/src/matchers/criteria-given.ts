import { type CriteriaOf, expectationsOf } from "../expected/criteria.ts";
import type { Expectation } from "../expected/expectation.ts";
import type { Mail } from "../reading/mail-content.ts";

/** The criteria that a matcher was given, or none. */
export type CriteriaGiven = readonly [criteria?: CriteriaOf<Mail>];

/**
 * What the criteria that a matcher was given expect.
 *
 * @throws TypeError as `expectationsOf`, and for criteria that were forgotten in a variable, which would be met by any mail
 */
export function expectationsGiven(matcher: string, criteria: CriteriaGiven): readonly Expectation[] {
  const [given] = criteria;
  if (criteria.length > 0 && given === undefined)
    throw new TypeError(`The criteria of ${matcher} are undefined; leave them out if any message will do.`);
  return expectationsOf(matcher, given);
}
