import {
  accepted,
  type BackendOptions,
  BaseEmailBackend,
  type Delivery,
  type EmailMessage,
  type Outgoing,
} from "@posthorn/core";
import { outbox } from "./outbox.ts";
import { snapshot } from "./snapshot.ts";

/** The options of MemoryBackend. */
export interface MemoryOptions extends BackendOptions {
  /** Where the messages go. @defaultValue the package's own `outbox` */
  readonly outbox?: EmailMessage[];
}

/** Validates messages as the wire would, and keeps a copy of each in an outbox. Not for production. */
export class MemoryBackend extends BaseEmailBackend {
  readonly outbox: EmailMessage[];

  constructor(options: MemoryOptions = {}) {
    super(options);
    this.outbox = options.outbox ?? outbox;
  }

  protected override async transmit({ message }: Outgoing): Promise<Delivery> {
    this.outbox.push(snapshot(message));
    return accepted(message);
  }
}
