import { BaseEmailBackend, type DeliverOptions, type Delivery, type Outgoing } from "@posthorn/core";
import { FaultScript } from "../faults/fault-script.ts";
import { connectBy, transmitBy } from "../faults/scripted-transmission.ts";
import { keep, scriptInForce } from "./current-outbox.ts";
import { recordSending } from "./sent-by.ts";
import { storedCopy } from "./stored-copy.ts";

/** What becomes of mail that follows no script. */
const ACCEPTED = new FaultScript([]);

/** What every mailer is during a test: keeps each message for the test that sends it, and follows its script. */
export class OutboxBackend extends BaseEmailBackend {
  readonly #mailer: string;

  /**
   * @param mailer - the alias of the mailer that it stands for
   * @param failSilently - as that mailer does
   */
  constructor(mailer: string, failSilently: boolean) {
    super({ failSilently });
    this.#mailer = mailer;
  }

  protected override async connect(): Promise<void> {
    connectBy(scriptInForce() ?? ACCEPTED);
  }

  protected override transmit(outgoing: Outgoing, options: DeliverOptions): Promise<Delivery> {
    return transmitBy(scriptInForce() ?? ACCEPTED, outgoing, options, () => this.#keep(outgoing));
  }

  async #keep({ message, envelope, mime }: Outgoing): Promise<void> {
    const stored = await storedCopy(message, mime);
    recordSending(stored.message, { mailer: this.#mailer, envelope, mime: stored.mime });
    keep(stored.message);
  }
}
