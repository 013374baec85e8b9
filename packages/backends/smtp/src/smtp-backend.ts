import {
  accepted,
  BaseEmailBackend,
  type DeliverOptions,
  type Delivery,
  DeliveryError,
  failed,
  type Outgoing,
} from "@posthorn/core";
import { readOptions, type SmtpOptions } from "./smtp-options.ts";
import { SmtpSession } from "./smtp-session.ts";

/** Sends messages through an SMTP server (RFC 5321), one connection a batch. */
export class SmtpBackend extends BaseEmailBackend {
  readonly #session: SmtpSession;
  #transmissions: Promise<unknown> = Promise.resolve();

  /** @throws ConfigurationError for an option or a setting that is wrong, TypeError for an option that does not exist */
  constructor(options: SmtpOptions = {}) {
    super(options);
    this.#session = new SmtpSession(readOptions(options));
  }

  protected override async connect({ signal }: DeliverOptions): Promise<void> {
    await this.#session.connect(signal);
  }

  protected override async disconnect({ signal }: DeliverOptions): Promise<void> {
    await this.#session.quit(signal);
  }

  /** One transaction at a time: concurrent batches share the connection. */
  protected override transmit(outgoing: Outgoing, { signal }: DeliverOptions): Promise<Delivery> {
    let hasBegun = false;
    const transmission = this.#transmissions.then(() => {
      hasBegun = true;
      return this.#transmit(outgoing, signal);
    });
    this.#transmissions = transmission.catch(() => undefined);
    if (!signal) return transmission;
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        if (!hasBegun) reject(aborted());
      };
      signal.addEventListener("abort", abort);
      if (signal.aborted) abort();
      transmission.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
    });
  }

  async #transmit({ message, envelope, mime }: Outgoing, signal?: AbortSignal): Promise<Delivery> {
    // It waited for its turn, and nothing of it has left; the connection is another's.
    if (signal?.aborted) throw aborted();
    const { error, recipients } = await this.#session.send({ envelope, mime }, signal);
    return error ? failed(message, error, recipients) : accepted(message, { recipients });
  }
}

function aborted(): DeliveryError {
  return new DeliveryError("The delivery was aborted before the message's turn came.", {
    code: "connection",
    stage: "mail",
    retryable: true,
  });
}
