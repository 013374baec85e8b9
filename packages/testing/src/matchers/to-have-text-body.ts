import type { ExpectedText } from "../reading/expected-text.ts";
import { textExpectation } from "../reading/message-expectations.ts";
import type { MatcherResult } from "./matcher-result.ts";
import { messageResult } from "./message-result.ts";

/** The matcher `toHaveTextBody`, for a message or an outbox. */
export function toHaveTextBody(received: unknown, text: ExpectedText): MatcherResult {
  const what = "toHaveTextBody()";
  return messageResult(what, received, [textExpectation(what, "text", text)]);
}
