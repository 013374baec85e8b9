import { accepted, BaseEmailBackend, type DeliverOptions, type Delivery, failed, type Outgoing } from "@posthorn/core";
import { SendQueue } from "./send-queue.ts";
import { readOptions, type SmtpOptions } from "./smtp-options.ts";
import { SmtpSession } from "./smtp-session.ts";

/** Sends messages through an SMTP server (RFC 5321), one connection a batch. */
export class SmtpBackend extends BaseEmailBackend {
  readonly #session: SmtpSession;
  readonly #queue: SendQueue;

  /** @throws ConfigurationError for an option or a setting that is wrong, TypeError for an option that does not exist */
  constructor(options: SmtpOptions = {}) {
    super(options);
    const server = readOptions(options);
    this.#session = new SmtpSession(server);
    this.#queue = new SendQueue(this.#session, server.timeoutMs);
  }

  protected override async connect({ signal }: DeliverOptions): Promise<void> {
    await this.#session.connect(signal);
  }

  protected override async disconnect({ signal }: DeliverOptions): Promise<void> {
    await this.#session.quit(signal);
  }

  /** What it resolves with is known once the server has answered; the messages of a batch do not wait for each other. */
  protected override async transmitBatch(
    batch: readonly Outgoing[],
    options: DeliverOptions,
  ): Promise<readonly Promise<Delivery>[]> {
    return batch.map((outgoing) => this.transmit(outgoing, options));
  }

  /** One transaction after the other: concurrent batches share the connection. */
  protected override async transmit(
    { message, envelope, mime }: Outgoing,
    { signal }: DeliverOptions,
  ): Promise<Delivery> {
    const { error, recipients } = await this.#queue.send({ envelope, mime }, signal);
    return error ? failed(message, error, recipients) : accepted(message, { recipients });
  }
}
