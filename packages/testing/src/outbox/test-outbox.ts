import type { EmailMessage } from "@posthorn/core";
import type { FaultScript } from "../faults/fault-script.ts";

/** What one test has sent. */
export class TestOutbox {
  /** What `outboxHeaders()` sends along, so that a server knows whose the mail is. */
  readonly id: string = crypto.randomUUID();
  /** In the order in which they were sent. */
  readonly messages: EmailMessage[] = [];
  /** Mail that was sent while this test ran, and may be its own or another's. */
  readonly strays: EmailMessage[] = [];
  /** What becomes of its mail, if it follows a script. */
  script: FaultScript | undefined;
  readonly isAlone: boolean;
  readonly #listeners = new Set<(message: EmailMessage) => void>();

  /** @param isAlone - whether no other test runs beside it, so that all mail that is sent meanwhile is its own */
  constructor(isAlone: boolean) {
    this.isAlone = isAlone;
  }

  add(message: EmailMessage): void {
    this.messages.push(message);
    for (const listener of this.#listeners) listener(message);
  }

  /** @returns a function that ends the subscription */
  subscribe(listener: (message: EmailMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
