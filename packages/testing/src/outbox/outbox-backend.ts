import type { EmailMessage, Outgoing } from "@posthorn/core";
import { MemoryBackend } from "@posthorn/memory";
import { keep } from "./current-outbox.ts";
import { recordSending } from "./sent-by.ts";

/** What every mailer is during a test: keeps each message for the test that sends it. */
export class OutboxBackend extends MemoryBackend {
  readonly #mailer: string;

  /** @param mailer - the alias of the mailer that it stands for */
  constructor(mailer: string) {
    super({ outbox: [] });
    this.#mailer = mailer;
  }

  protected override keep(copy: EmailMessage, outgoing: Outgoing): void {
    recordSending(copy, this.#mailer, outgoing);
    keep(copy);
  }
}
