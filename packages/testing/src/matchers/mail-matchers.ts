import type { MailCriteria } from "../reading/criteria.ts";

/** What `expect` can say of a message or an outbox. */
export interface MailMatchers<Result = void> {
  /**
   * Passes if the text stands in the body and in every text alternative of the message;
   * for an outbox, if one of its messages contains it so.
   */
  bodyContains(text: string): Result;
  /** Passes if the outbox has a message that meets all criteria; without any, if something was sent. */
  toHaveSent(criteria?: MailCriteria): Result;
}

// Chai's interface reaches expect() in Vitest 3, 4 and 5; Vitest's own changed its parameters in 5.
declare global {
  namespace Chai {
    interface Assertion extends MailMatchers {}
  }
}
