import {
  accepted,
  type BackendOptions,
  BaseEmailBackend,
  checkBackendOptions,
  type DeliverOptions,
  type Delivery,
  DeliveryError,
  type Outgoing,
} from "@posthorn/core";
import type { HandedMail, PostOffice } from "./post-office.ts";

export interface RightOptions extends BackendOptions {
  readonly office: PostOffice;
  readonly password: string;
}

/** A backend that does everything right, of which each mutation changes one thing. */
export class RightBackend extends BaseEmailBackend {
  readonly #office: PostOffice;
  readonly #password: string;
  protected isConnected = false;

  constructor(options: RightOptions) {
    checkBackendOptions("RightBackend", options, ["office", "password"]);
    super(options);
    this.#office = options.office;
    this.#password = options.password;
  }

  protected get office(): PostOffice {
    return this.#office;
  }

  protected get password(): string {
    return this.#password;
  }

  protected override async connect(_options: DeliverOptions): Promise<void> {
    if (this.isConnected) return;
    try {
      this.#office.connect();
    } catch (cause) {
      throw this.unreachable(cause);
    }
    this.isConnected = true;
  }

  protected override async disconnect(_options: DeliverOptions): Promise<void> {
    this.isConnected = false;
  }

  protected override async transmit(outgoing: Outgoing, _options: DeliverOptions): Promise<Delivery> {
    const { message, envelope, mime } = outgoing;
    const octets = (await mime.buffered()).toBytes();
    this.hand({ from: envelope.from, to: envelope.to, octets: () => octets }, outgoing);
    return accepted(message);
  }

  protected hand(mail: HandedMail, _outgoing: Outgoing): void {
    try {
      this.#office.take(mail);
    } catch (cause) {
      throw this.refused(cause);
    }
  }

  protected unreachable(cause: unknown): DeliveryError {
    const details = { code: "connection", stage: "connect", retryable: true, cause } as const;
    return new DeliveryError("The post office cannot be reached.", details);
  }

  protected refused(cause: unknown): DeliveryError {
    const details = { code: "recipients_refused", stage: "rcpt", retryable: false, cause } as const;
    return new DeliveryError("The post office refused the recipient.", details);
  }
}
