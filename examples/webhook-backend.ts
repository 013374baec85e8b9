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
    if (envelope.smtpUtf8 || mime.is8bit) throw new UnsupportedFeatureError("The webhook takes ASCII alone.");
    // What streams, as a file does, is read now.
    const mail = (await mime.buffered()).toString();
    const { ok, status } = await this.#post(JSON.stringify({ to: envelope.to, mail }), signal);
    if (ok) return accepted(message);
    const text = `The webhook answered ${status}.`;
    // 500: it may have failed after it took the message. 502 and 504: the gateway before it may have handed it on.
    if (status >= 500 && status !== 503) throw new DeliveryUnknownError(text, { stage: "http" });
    throw new DeliveryError(text, {
      code: status === 429 ? "rate_limited" : "service",
      stage: "http",
      retryable: status === 429 || status === 503,
    });
  }

  async #post(body: string, signal: AbortSignal | undefined): Promise<Response> {
    try {
      // A redirected POST becomes a GET, whose 200 would look as if the message had been taken.
      return await fetch(this.#url, { method: "POST", body, redirect: "manual", signal: signal ?? null });
    } catch (cause) {
      if (hasNotLeft(cause)) {
        const details = { code: "connection", stage: "connect", retryable: true, cause } as const;
        throw new DeliveryError("The webhook cannot be reached.", details);
      }
      // Nothing else tells whether the request had left, so the message may have been taken.
      throw new DeliveryUnknownError("The webhook gave no answer.", { stage: "http", cause });
    }
  }
}

/** Whether there was no connection on which anything could have left. */
function hasNotLeft(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  const codes: readonly unknown[] = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"];
  return cause instanceof Error && "code" in cause && codes.includes(cause.code);
}
