import type { ExpectedAttachment } from "../reading/expected-attachments.ts";
import { attachmentExpectation } from "../reading/message-expectations.ts";
import type { MatcherResult } from "./matcher-result.ts";
import { messageResult } from "./message-result.ts";

/** The matcher `toHaveAttachment`, for a message or an outbox. */
export function toHaveAttachment(received: unknown, attachment: ExpectedAttachment): MatcherResult {
  const what = "toHaveAttachment()";
  return messageResult(what, received, [attachmentExpectation(what, attachment)]);
}
