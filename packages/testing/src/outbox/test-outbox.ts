import type { EmailMessage } from "@posthorn/core";
import type { FaultScript } from "../faults/fault-script.ts";
import { OutboxError } from "./outbox-error.ts";

/** What one test has sent. */
export class TestOutbox {
  /** What `outboxHeaders()` sends along, so that a server knows whose the mail is. */
  readonly id: string = crypto.randomUUID();
  /** Whether no other test runs beside it, so that all mail that is sent meanwhile is its own. */
  isAlone: boolean;
  /** What becomes of its mail, if it follows a script. */
  script: FaultScript | undefined;
  readonly #messages: EmailMessage[] = [];
  /** Mail that was sent while this test ran, and may be its own or another's. */
  readonly #strays: EmailMessage[] = [];
  readonly #listeners = new Set<(message: EmailMessage) => void>();

  constructor(isAlone: boolean) {
    this.isAlone = isAlone;
  }

  /**
   * In the order in which they were sent.
   *
   * @throws OutboxError if there may be more, since mail was sent of which nobody can tell whose it is
   */
  get messages(): readonly EmailMessage[] {
    const [stray] = this.#strays;
    if (!stray) return this.#messages;
    const count = this.#strays.length === 1 ? "A mail" : `${this.#strays.length} mails, the first of them`;
    throw new OutboxError(
      `${count} to ${stray.recipients().join(", ")} with the subject ${JSON.stringify(stray.subject)} belongs to no test: it was sent while several ran, by code that none of them called. ` +
        "Send outboxHeaders() along with the request, and let the server use outboxMiddleware; or run these tests one after the other.",
    );
  }

  add(message: EmailMessage): void {
    this.#messages.push(message);
    for (const listener of this.#listeners) listener(message);
  }

  /** Notes mail that may be this test's. */
  addStray(message: EmailMessage): void {
    this.#strays.push(message);
  }

  /** @returns a function that ends the subscription */
  subscribe(listener: (message: EmailMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
