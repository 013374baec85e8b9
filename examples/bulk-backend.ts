import {
  accepted,
  type BackendOptions,
  BaseEmailBackend,
  checkBackendOptions,
  type DeliverOptions,
  type Delivery,
  DeliveryError,
  DeliveryUnknownError,
  failed,
  type Outgoing,
} from "@posthorn/core";

interface Answer {
  readonly id?: string;
  readonly error?: string;
}

/** Posts up to 50 messages in one request, to a service that answers for each of them. */
export default class BulkBackend extends BaseEmailBackend {
  protected override readonly batchSize = 50;

  constructor(options: BackendOptions = {}) {
    checkBackendOptions("BulkBackend", options);
    super(options);
  }

  protected override async transmitBatch(
    batch: readonly Outgoing[],
    { signal }: DeliverOptions,
  ): Promise<readonly Delivery[]> {
    const mails = batch.map(async ({ envelope, mime }) => ({
      to: envelope.to,
      // Octets, since a message within may be in any character set.
      mail: Buffer.from((await mime.buffered()).toBytes()).toString("base64"),
    }));
    const answers = await post(await Promise.all(mails), signal);
    return batch.map(({ message }, index) => {
      const { id, error } = answers[index] ?? {};
      if (id !== undefined) return accepted(message, { providerId: id });
      const details = { code: "message_refused", stage: "http", retryable: false } as const;
      return failed(message, new DeliveryError(`The service refused the message: ${error}`, details));
    });
  }
}

async function post(mails: readonly object[], signal: AbortSignal | undefined): Promise<readonly Answer[]> {
  const url = process.env.BULK_URL ?? "http://localhost:8080/mails";
  try {
    const body = JSON.stringify(mails);
    const response = await fetch(url, { method: "POST", body, redirect: "manual", signal: signal ?? null });
    if (!response.ok) throw new Error(`The service answered ${response.status}.`);
    return (await response.json()) as Answer[];
  } catch (cause) {
    // It is what became of all of them.
    throw new DeliveryUnknownError("The service gave no answer.", { stage: "http", cause });
  }
}
