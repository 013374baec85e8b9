import type { ExpectedText } from "../reading/expected-text.ts";
import { headerExpectation } from "../reading/message-expectations.ts";
import type { MatcherResult } from "./matcher-result.ts";
import { messageResult } from "./message-result.ts";

/** The matcher `toHaveHeader`, for a message or an outbox. */
export function toHaveHeader(
  received: unknown,
  name: string,
  ...value: readonly [value?: ExpectedText]
): MatcherResult {
  const what = "toHaveHeader()";
  return messageResult(what, received, [headerExpectation(what, name, ...value)]);
}
