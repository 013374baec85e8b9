import {
  accepted,
  type BackendOptions,
  BaseEmailBackend,
  checkBackendOptions,
  type DeliverOptions,
  type Delivery,
  DeliveryError,
  DeliveryUnknownError,
  type Outgoing,
  UnsupportedFeatureError,
} from "@posthorn/core";

export interface WebhookOptions extends BackendOptions {
  /** @defaultValue the environment variable WEBHOOK_URL */
  readonly url?: string;
}

/** Posts each message to a URL as JSON. */
export default class WebhookBackend extends BaseEmailBackend {
  readonly #url: string;

  constructor(options: WebhookOptions = {}) {
    checkBackendOptions("WebhookBackend", options, ["url"]);
    super(options);
    this.#url = options.url ?? process.env.WEBHOOK_URL ?? "http://localhost:8080/mail";
  }

  protected override async transmit(outgoing: Outgoing, { signal }: DeliverOptions): Promise<Delivery> {
    const { message, envelope, mime } = outgoing;
    if (envelope.smtpUtf8) throw new UnsupportedFeatureError("The webhook takes no address with non-ASCII letters.");
    const response = await this.#post(JSON.stringify({ to: envelope.to, mail: mime.toString() }), signal);
    if (response.ok) return accepted(message);
    throw new DeliveryError(`The webhook answered ${response.status}.`, {
      code: response.status === 429 ? "rate_limited" : "service",
      stage: "http",
      retryable: response.status === 429 || response.status >= 500,
    });
  }

  async #post(body: string, signal: AbortSignal | undefined): Promise<Response> {
    try {
      return await fetch(this.#url, { method: "POST", body, signal: signal ?? null });
    } catch (cause) {
      // fetch does not tell whether the request had left, so the message may have been taken.
      throw new DeliveryUnknownError("The webhook gave no answer.", { stage: "http", cause });
    }
  }
}
