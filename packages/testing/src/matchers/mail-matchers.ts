import type { EmailMessage } from "@posthorn/core";
import type { CriteriaOf } from "../expected/criteria.ts";
import type { ExpectedAttachment } from "../expected/expected-attachments.ts";
import type { AsymmetricValue, ExpectedText } from "../expected/expected-text.ts";
import type { Mail } from "../reading/mail-content.ts";

/**
 * What `expect` can say of a message or an outbox, and of what a catcher took: one of its mails, or all. Of several, those
 * that look at a message pass if one of them is so. A text is the whole text, or matches a RegExp or an asymmetric value such
 * as `expect.stringContaining("code")`.
 *
 * Each throws a TypeError for what is no mail and no outbox, and for what nothing can be held against; a BadAddressError for
 * a string that is no mailbox.
 */
export interface MailMatchers<Result = void> {
  /** Passes if the text stands in the body and in every text alternative; negated, if it lacks in one of them. */
  bodyContains(text: string): Result;
  /** Passes for an outbox with a message that meets all criteria, or that the function answers true for; without any, if something was sent. */
  toHaveSent<Kind extends Mail = EmailMessage>(criteria?: CriteriaOf<Kind>): Result;
  /** Passes for an outbox with exactly so many such messages; without criteria, so many messages. */
  toHaveSentTimes<Kind extends Mail = EmailMessage>(times: number, criteria?: CriteriaOf<Kind>): Result;
  /**
   * Passes if each of the addresses is among the recipients, in `to`, `cc` or `bcc`; negated, if none of them is. A name
   * counts if it is given.
   */
  toBeAddressedTo(...addresses: readonly [ExpectedText, ...ExpectedText[]]): Result;
  /** Passes if the subject is so. */
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
