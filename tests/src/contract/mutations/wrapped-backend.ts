import type { DeliverOptions, DeliveryReport, EmailMessage, Messages, Prepared, SendOptions } from "@posthorn/core";
import { RightBackend, type RightOptions } from "./right-backend.ts";

/**
 * A right backend within another, whose methods can go wrong one by one: where a backend overrides sendMessages() alone, the
 * base makes its reports of a count.
 */
export class WrappedBackend extends RightBackend {
  readonly #within: RightBackend;

  constructor(options: RightOptions) {
    super(options);
    this.#within = new RightBackend(options);
  }

  override sendMessages(messages: Messages, options?: SendOptions): Promise<number> {
    return this.#within.sendMessages(messages, options);
  }

  override deliver(messages: Messages, options?: DeliverOptions): Promise<DeliveryReport> {
    return this.#within.deliver(messages, options);
  }

  override open(options?: DeliverOptions): Promise<boolean> {
    return this.#within.open(options);
  }

  override close(options?: DeliverOptions): Promise<void> {
    return this.#within.close(options);
  }

  override prepare(message: EmailMessage): Promise<Prepared> {
    return this.#within.prepare(message);
  }
}
