import {
  checkBackendOptions,
  type DeliverOptions,
  type Delivery,
  type EmailMessage,
  type Outgoing,
} from "@posthorn/core";
import { MemoryBackend } from "@posthorn/memory";
import type { Fault } from "./fault.ts";
import { FaultScript, type Script } from "./fault-script.ts";
import { connectBy, transmitBy } from "./scripted-transmission.ts";

/** The options of ScriptedBackend. */
export interface ScriptedOptions {
  /** What becomes of the messages. @defaultValue all are accepted */
  readonly script?: Script | readonly Fault[] | undefined;
  /** Where the messages go. @defaultValue a new array */
  readonly outbox?: EmailMessage[] | undefined;
  /** Delivery errors are not thrown. @defaultValue false */
  readonly failSilently?: boolean | undefined;
}

/**
 * A memory backend that follows a script, so that a program's way with errors can be tested: messages are validated, and
 * what is accepted stands in its outbox, what is refused does not. Not for production.
 */
export class ScriptedBackend extends MemoryBackend {
  readonly #script: FaultScript;

  /** @throws TypeError for an option that does not exist, or a script that is none */
  constructor(options: ScriptedOptions = {}) {
    checkBackendOptions("ScriptedBackend", options, ["script", "outbox"]);
    const { script = [], outbox = [], ...others } = options;
    super({ ...others, outbox });
    this.#script = new FaultScript(script);
  }

  protected override async connect(): Promise<void> {
    connectBy(this.#script);
  }

  protected override transmit(outgoing: Outgoing, options: DeliverOptions): Promise<Delivery> {
    return transmitBy(this.#script, outgoing, options, () => super.transmit(outgoing, options));
  }
}
