import { checkExpectedText, type ExpectedText } from "../reading/expected-text.ts";
import { mailboxExpectation } from "../reading/message-expectations.ts";
import type { MatcherResult } from "./matcher-result.ts";
import { messageResult } from "./message-result.ts";

/** The matcher `toBeAddressedTo`, for a message or an outbox. */
export function toBeAddressedTo(received: unknown, ...addresses: readonly ExpectedText[]): MatcherResult {
  if (addresses.length === 0) throw new TypeError("toBeAddressedTo() takes one address or more.");
  const what = "toBeAddressedTo()";
  return messageResult(
    what,
    received,
    addresses.map((address) => {
      checkExpectedText(`An address of ${what}`, address);
      return mailboxExpectation(what, "recipients", address);
    }),
  );
}
