import { AssertionError } from "node:assert";
import type { EmailMessage } from "@posthorn/core";
import { currentOutbox } from "../outbox/current-outbox.ts";
import { expectationsOf, type MailCriteria } from "./criteria.ts";
import { isExpected } from "./expectation.ts";
import { sentInstead } from "./failure.ts";

/**
 * The message that the current test sent last, of those that meet the criteria.
 *
 * @throws AssertionError with what was sent, if there is none; OutboxError as `outbox`; TypeError for a criterion that does
 *   not exist
 */
export function latest(criteria?: MailCriteria): EmailMessage {
  const expectations = expectationsOf("latest()", criteria);
  const { messages } = currentOutbox();
  const found = messages.findLast((message) => isExpected(message, expectations));
  if (found) return found;
  throw new AssertionError({
    message: sentInstead("There is no message", messages, expectations),
    operator: "latest",
    stackStartFn: latest,
  });
}
