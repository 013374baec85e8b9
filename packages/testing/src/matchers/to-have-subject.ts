import type { ExpectedText } from "../reading/expected-text.ts";
import { textExpectation } from "../reading/message-expectations.ts";
import type { MatcherResult } from "./matcher-result.ts";
import { messageResult } from "./message-result.ts";

/** The matcher `toHaveSubject`, for a message or an outbox. */
export function toHaveSubject(received: unknown, subject: ExpectedText): MatcherResult {
  const what = "toHaveSubject()";
  return messageResult(what, received, [textExpectation(what, "subject", subject)]);
}
