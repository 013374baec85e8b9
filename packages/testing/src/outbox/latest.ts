import { AssertionError } from "node:assert";
import type { EmailMessage } from "@posthorn/core";
import { type CriteriaOf, expectationsOf } from "../expected/criteria.ts";
import { isExpected } from "../expected/expectation.ts";
import { sentInstead } from "../failure/failure.ts";
import { listOf } from "../reading/mail-list.ts";
import { currentOutbox } from "./current-outbox.ts";

/**
 * The message that the current test sent last, of those that meet the criteria, or that the function answers true for.
 *
 * @throws AssertionError with what was sent, if there is none; OutboxError as `outbox`; TypeError for a criterion that does
 *   not exist, or that nothing can be held against; BadAddressError for a string that is no mailbox
 */
export function latest(criteria?: CriteriaOf): EmailMessage {
  const expectations = expectationsOf("latest()", criteria);
  const list = listOf("outbox", currentOutbox().messages);
  const found = list.contents.findLast((content) => isExpected(content, expectations));
  if (found) return found.mail;
  throw new AssertionError({
    message: sentInstead("There is no message", list, expectations),
    operator: "latest",
    stackStartFn: latest,
  });
}
