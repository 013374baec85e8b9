import type { MailCriteria } from "../reading/criteria.ts";
import type { ExpectedAttachment } from "../reading/expected-attachments.ts";
import type { AsymmetricValue, ExpectedText } from "../reading/expected-text.ts";

/**
 * What `expect` can say of a message or an outbox. Of an outbox, those that look at a message pass if one of its messages
 * is so. A text is the whole text, or matches a RegExp or an asymmetric value such as `expect.stringContaining("code")`.
 */
export interface MailMatchers<Result = void> {
  /** Passes if the text stands in the body and in every text alternative. */
  bodyContains(text: string): Result;
  /** Passes for an outbox with a message that meets all criteria; without any, if something was sent. */
  toHaveSent(criteria?: MailCriteria): Result;
  /** Passes for an outbox with exactly so many messages that meet all criteria; without any, so many messages. */
  toHaveSentTimes(times: number, criteria?: MailCriteria): Result;
  /** Passes if each of the addresses is among the recipients, in `to`, `cc` or `bcc`; a name counts if it is given. */
  toBeAddressedTo(...addresses: readonly [ExpectedText, ...ExpectedText[]]): Result;
  toHaveSubject(subject: ExpectedText): Result;
  /** Passes if a header field of that name, in any letter case, stands on the wire, and, decoded, has the value. */
  toHaveHeader(name: string, value?: ExpectedText): Result;
  /** Passes if one of the attachments has the name, or all that is given of its name, type, octets and Content-ID. */
  toHaveAttachment(attachment: ExpectedAttachment): Result;
  /** Passes if the text/plain version is so. */
  toHaveTextBody(text: ExpectedText): Result;
  /** Passes if the text/html version is so. */
  toHaveHtmlBody(html: ExpectedText): Result;
  /** Passes if one of the URLs that `links()` finds is so. */
  toHaveLink(url: ExpectedText): Result;
  /**
   * Passes if the message, readable and with its dates, ids and boundaries masked, is what the snapshot file of the test says.
   * Cannot be negated.
   */
  toMatchEmailSnapshot(hint?: string): Result;
}

/** The matchers as values that stand where a message or an outbox is expected, such as `expect.toHaveSubject("Hello")`. */
export type AsymmetricMailMatchers = Omit<MailMatchers<AsymmetricValue>, "toMatchEmailSnapshot">;

// Chai's interfaces reach expect() in Vitest 3, 4 and 5; Vitest's own changed its parameters in 5.
declare global {
  namespace Chai {
    interface Assertion extends MailMatchers {}
    interface ExpectStatic extends AsymmetricMailMatchers {}
  }
}
