/** What `expect` can say of a message or an outbox. */
export interface MailMatchers {
  /**
   * Passes if the text stands in the body and in every text alternative of the message;
   * for an outbox, if one of its messages contains it so.
   */
  bodyContains(text: string): void;
}

// Chai's interface reaches expect() in Vitest 3, 4 and 5; Vitest's own changed its parameters in 5.
declare global {
  namespace Chai {
    interface Assertion extends MailMatchers {}
  }
}
