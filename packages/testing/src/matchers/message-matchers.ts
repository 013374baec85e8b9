import { attachmentExpectation, type ExpectedAttachment } from "../expected/expected-attachments.ts";
import { headerExpectation } from "../expected/expected-headers.ts";
import { mailboxExpectation } from "../expected/expected-mailboxes.ts";
import { checkExpectedText, type ExpectedText } from "../expected/expected-text.ts";
import { textExpectation } from "../expected/text-difference.ts";
import { type MatcherResult, messageResult } from "./message-result.ts";
import type { MatcherContext } from "./painted.ts";

/** The matcher `toHaveSubject`, for a message or an outbox, as are those below. */
export function toHaveSubject(received: unknown, subject: ExpectedText): MatcherResult {
  return messageResult("toHaveSubject()", received, [textExpectation("toHaveSubject()", "subject", subject)]);
}

/** The matcher `toHaveTextBody`. */
export function toHaveTextBody(received: unknown, text: ExpectedText): MatcherResult {
  return messageResult("toHaveTextBody()", received, [textExpectation("toHaveTextBody()", "text", text)]);
}

/** The matcher `toHaveHtmlBody`. */
export function toHaveHtmlBody(received: unknown, html: ExpectedText): MatcherResult {
  return messageResult("toHaveHtmlBody()", received, [textExpectation("toHaveHtmlBody()", "html", html)]);
}

/** The matcher `toHaveHeader`. */
export function toHaveHeader(
  received: unknown,
  name: string,
  ...value: readonly [value?: ExpectedText]
): MatcherResult {
  return messageResult("toHaveHeader()", received, [headerExpectation("toHaveHeader()", name, ...value)]);
}

/** The matcher `toHaveAttachment`. */
export function toHaveAttachment(received: unknown, attachment: ExpectedAttachment): MatcherResult {
  return messageResult("toHaveAttachment()", received, [attachmentExpectation("toHaveAttachment()", attachment)]);
}

/** The matcher `toBeAddressedTo`: to each of the addresses; negated, to none of them. */
export function toBeAddressedTo(
  this: MatcherContext | undefined,
  received: unknown,
  ...addresses: readonly ExpectedText[]
): MatcherResult {
  if (addresses.length === 0) throw new TypeError("toBeAddressedTo() takes one address or more.");
  const expectations = addresses.map((address) => {
    checkExpectedText("An address of toBeAddressedTo()", address);
    return mailboxExpectation("toBeAddressedTo()", "recipients", address);
  });
  return messageResult("toBeAddressedTo()", received, expectations, this?.isNot === true);
}
