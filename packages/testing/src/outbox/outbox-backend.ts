import type { EmailMessage, Outgoing } from "@posthorn/core";
import type { FaultScript } from "../faults/fault-script.ts";
import { ScriptedBackend } from "../faults/scripted-backend.ts";
import { keep, sendingTest } from "./current-outbox.ts";
import { recordSending } from "./sent-by.ts";

/** What every mailer is during a test: keeps each message for the test that sends it, and follows its script. */
export class OutboxBackend extends ScriptedBackend {
  readonly #mailer: string;

  /** @param mailer - the alias of the mailer that it stands for */
  constructor(mailer: string) {
    super();
    this.#mailer = mailer;
  }

  protected override get script(): FaultScript {
    return sendingTest()?.script ?? super.script;
  }

  protected override keep(copy: EmailMessage, outgoing: Outgoing): void {
    recordSending(copy, this.#mailer, outgoing);
    keep(copy);
  }
}
