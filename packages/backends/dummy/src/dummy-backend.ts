import { accepted, BaseEmailBackend, type Delivery, type Outgoing } from "@posthorn/core";

/** Validates messages as every backend does, and sends nothing. */
export class DummyBackend extends BaseEmailBackend {
  protected override async transmit({ message }: Outgoing): Promise<Delivery> {
    return accepted(message);
  }
}
