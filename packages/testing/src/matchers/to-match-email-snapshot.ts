import { callerOf } from "../failure/caller.ts";
import type { MatcherResult } from "./message-result.ts";
import type { MatcherContext } from "./painted.ts";
import { matchSnapshot } from "./snapshot-of-test.ts";
import { stableMail } from "./stable-mail.ts";
import { contentGiven } from "./subject-of.ts";

/** The matcher `toMatchEmailSnapshot`, for a message. */
export function toMatchEmailSnapshot(
  this: MatcherContext | undefined,
  received: unknown,
  hint?: string,
): MatcherResult {
  const content = contentGiven("toMatchEmailSnapshot()", received);
  if (this?.isNot === true) throw new TypeError("toMatchEmailSnapshot() cannot be negated, as no snapshot can.");
  const fromCaller = callerOf(toMatchEmailSnapshot);
  try {
    matchSnapshot(stableMail(content), hint);
  } catch (error) {
    // Otherwise a test runner shows this line, and not the test's.
    throw error instanceof Error ? fromCaller(error) : error;
  }
  return { pass: true, message: () => "" };
}
