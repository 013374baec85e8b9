import {
  accepted,
  type BackendClass,
  type BackendOptions,
  BaseEmailBackend,
  checkBackendOptions,
  configureMail,
  type DeliverOptions,
  type Delivery,
  DeliveryError,
  failed,
  getConnection,
  type Outgoing,
} from "@posthorn/core";

interface WebhookOptions extends BackendOptions {
  readonly url: string;
}

/** A backend that sends one message at a time. */
export class WebhookBackend extends BaseEmailBackend {
  readonly #url: string;

  constructor(options: WebhookOptions) {
    checkBackendOptions("WebhookBackend", options, ["url"]);
    super(options);
    this.#url = options.url;
  }

  protected override async transmit({ message, envelope, mime }: Outgoing, call: DeliverOptions): Promise<Delivery> {
    const headers = { from: envelope.from, to: envelope.to.join(",") };
    const request = { method: "POST", headers, body: mime.toString(), signal: call.signal ?? null };
    const { ok, status } = await fetch(this.#url, request);
    if (ok)
      return accepted(message, { recipients: [{ address: "to@example.com", outcome: "accepted", code: status }] });
    throw new DeliveryError("The webhook failed.", { code: "service", stage: "body", retryable: status >= 500 });
  }
}

/** A backend that sends many at once, over a connection. */
export class BulkBackend extends BaseEmailBackend {
  protected override readonly batchSize = 50;

  protected override async connect({ signal }: DeliverOptions): Promise<void> {
    signal?.throwIfAborted();
  }

  protected override async disconnect(): Promise<void> {}

  protected override async transmitBatch(batch: readonly Outgoing[]): Promise<readonly Delivery[]> {
    const error = new DeliveryError("Full.", { code: "rate_limited", stage: "body", retryable: true });
    return batch.map(({ message }, index) => (index < 10 ? accepted(message) : failed(message, error)));
  }
}

const classes: readonly BackendClass[] = [WebhookBackend, BulkBackend];
configureMail({ mailers: { webhook: { backend: WebhookBackend, options: { url: "https://example.com" } } } });
export const webhook: WebhookBackend = await getConnection(WebhookBackend, { url: "https://example.com" });
export const bulk: BaseEmailBackend = await getConnection(classes[1] ?? BulkBackend, {});

// @ts-expect-error The constructor needs its option.
await getConnection(WebhookBackend);
// @ts-expect-error The constructor knows no such option.
await getConnection(WebhookBackend, { url: "https://example.com", host: "localhost" });
// @ts-expect-error What is protected is for the base to call.
await webhook.transmit;

export class AnswersNothing extends BaseEmailBackend {
  // @ts-expect-error It answers a delivery.
  protected override async transmit(): Promise<void> {}
}

export class AnswersOne extends BaseEmailBackend {
  // @ts-expect-error It answers a delivery for each message.
  protected override async transmitBatch([first]: readonly Outgoing[]): Promise<Delivery | undefined> {
    return first && accepted(first.message);
  }
}
