import {
  accepted,
  type BackendOptions,
  BaseEmailBackend,
  checkBackendOptions,
  type DeliverOptions,
  type Delivery,
  type EmailMessage,
  type Outgoing,
} from "@posthorn/core";
import { outbox } from "./outbox.ts";

/** The options of MemoryBackend. */
export interface MemoryOptions extends BackendOptions {
  /** Where the messages go. @defaultValue the package's own `outbox` */
  readonly outbox?: EmailMessage[] | undefined;
}

/** Validates messages as the wire would, and keeps a copy of each in an outbox, with what streams read. Not for production. */
export class MemoryBackend extends BaseEmailBackend {
  /** Where the messages are. */
  readonly outbox: EmailMessage[];

  /** @throws TypeError for an option that does not exist, or an outbox that is no array */
  constructor(options: MemoryOptions = {}) {
    checkBackendOptions("MemoryBackend", options, ["outbox"]);
    super(options);
    if (options.outbox !== undefined && !Array.isArray(options.outbox))
      throw new TypeError("outbox must be an array, to which the messages are added.");
    this.outbox = options.outbox ?? outbox;
  }

  protected override async transmit({ message }: Outgoing, _options: DeliverOptions): Promise<Delivery> {
    const copy = await message.buffered();
    // The connection is no part of what was sent, and may be this one.
    copy.connection = null;
    this.outbox.push(copy);
    return accepted(message);
  }
}
