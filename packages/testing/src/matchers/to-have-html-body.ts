import type { ExpectedText } from "../reading/expected-text.ts";
import { textExpectation } from "../reading/message-expectations.ts";
import type { MatcherResult } from "./matcher-result.ts";
import { messageResult } from "./message-result.ts";

/** The matcher `toHaveHtmlBody`, for a message or an outbox. */
export function toHaveHtmlBody(received: unknown, html: ExpectedText): MatcherResult {
  const what = "toHaveHtmlBody()";
  return messageResult(what, received, [textExpectation(what, "html", html)]);
}
