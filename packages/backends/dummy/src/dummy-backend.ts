import {
  accepted,
  type BackendOptions,
  BaseEmailBackend,
  checkBackendOptions,
  type Delivery,
  type Outgoing,
} from "@posthorn/core";

/** Validates messages as every backend does, and sends nothing. Not for production. */
export class DummyBackend extends BaseEmailBackend {
  /** @throws TypeError for an option that does not exist */
  constructor(options: BackendOptions = {}) {
    checkBackendOptions("DummyBackend", options);
    super(options);
  }

  protected override async transmit({ message }: Outgoing): Promise<Delivery> {
    return accepted(message);
  }
}
