import {
  accepted,
  BaseEmailBackend,
  type DeliverOptions,
  type Delivery,
  type EmailMessage,
  type Outgoing,
} from "../src/index.ts";

/** What a RecordingBackend is to do with a message. */
export type Behaviour = (message: EmailMessage) => Delivery | Promise<Delivery>;

/** A backend that writes down what the base asks of it. */
export class RecordingBackend extends BaseEmailBackend {
  readonly calls: string[] = [];
  readonly sent: Outgoing[] = [];
  behaviour: Behaviour = accepted;
  reachable: () => void = () => undefined;

  protected override async connect(_options: DeliverOptions): Promise<void> {
    this.calls.push("connect");
    this.reachable();
  }

  protected override async disconnect(): Promise<void> {
    this.calls.push("disconnect");
  }

  protected override async transmit(outgoing: Outgoing): Promise<Delivery> {
    this.calls.push(`transmit ${outgoing.message.subject}`);
    this.sent.push(outgoing);
    return this.behaviour(outgoing.message);
  }
}
