/// <reference lib="esnext.disposable" preserve="true" />
import type { Envelope } from "./address/envelope.ts";
import { checkOptions } from "./check-options.ts";
import { type Delivery, type DeliveryReport, failed } from "./delivery.ts";
import { batchFailure, countedReport, notAttempted, reportOf, withReport } from "./delivery-report.ts";
import { describe } from "./describe.ts";
import { AbortError, DeliveryError, DeliveryUnknownError, InvalidMessageError } from "./errors.ts";
import type { EmailMessage } from "./message/email-message.ts";
import { buildOutgoing, type Outgoing } from "./outgoing.ts";

/** What `prepare` shows: exactly what would be sent. */
export interface Prepared {
  readonly envelope: Pick<Envelope, "from" | "to">;
  readonly bytes: Uint8Array;
  /** What the backend would refuse at the time of sending, or cannot carry. */
  readonly warnings: readonly string[];
}

/** The options of every backend's constructor. */
export interface BackendOptions {
  /** Delivery errors are not thrown: what was not accepted is not counted. @defaultValue false */
  readonly failSilently?: boolean;
}

/** The options of `deliver`. */
export interface DeliverOptions {
  readonly signal?: AbortSignal;
}

/** The options of `send` and `sendMessages`. */
export interface SendOptions extends DeliverOptions {
  /** For this call, whatever the connection was made with. @defaultValue what the connection was made with */
  readonly failSilently?: boolean;
}

/** A backend's constructor. */
// biome-ignore lint/suspicious/noExplicitAny: options differ from backend to backend, and parameters are contravariant
export type BackendClass = new (options: any) => BaseEmailBackend;

/** The messages of a batch. */
export type Messages = Iterable<EmailMessage> | AsyncIterable<EmailMessage>;

/**
 * The base of every backend. The smallest one overrides `transmit`; one that holds a connection also overrides
 * `connect` and `disconnect`. The base builds and validates each message once, brackets a batch with the connection,
 * counts, and turns failures into a delivery per message.
 */
export class BaseEmailBackend implements AsyncDisposable {
  readonly failSilently: boolean;
  #held = false;
  #batches = 0;

  /** @throws TypeError if `failSilently` is no boolean */
  constructor({ failSilently = false }: BackendOptions = {}) {
    if (typeof failSilently !== "boolean")
      throw new TypeError(`failSilently must be true or false; got ${describe(failSilently)}.`);
    this.failSilently = failSilently;
  }

  /**
   * Opens the connection and holds it until `close()`.
   *
   * @returns true for a new connection, false if it was held already
   * @throws DeliveryError if it cannot be had
   */
  async open(options: DeliverOptions = {}): Promise<boolean> {
    const wasHeld = this.#held;
    await this.connect(options);
    this.#held = true;
    return !wasHeld;
  }

  /** Closes the connection, once the batches that use it are through. Closing twice is fine. */
  async close(): Promise<void> {
    this.#held = false;
    if (this.#batches === 0) await this.disconnect();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /**
   * Sends messages over one connection, which is opened if it is closed, and closed again.
   *
   * @returns how many were accepted
   * @throws the error of the one message that failed, or BatchDeliveryError if several did; `report` says what became of each
   */
  async sendMessages(messages: Messages, sendOptions: SendOptions = {}): Promise<number> {
    checkOptions("sendMessages()", sendOptions, ["failSilently", "signal"]);
    const { failSilently = this.failSilently, ...options } = sendOptions;
    const report = await this.#deliver(messages, options);
    const errors = report.deliveries.flatMap((delivery) => ("error" in delivery ? [delivery.error] : []));
    const [first, ...others] = failSilently ? errors.filter((error) => !(error instanceof DeliveryError)) : errors;
    if (first === undefined) return report.sent;
    throw withReport(batchFailure(report, [first, ...others]), report);
  }

  /**
   * Sends messages and tells what became of each. A message that fails does not stop those behind it;
   * a connection that cannot be had does: they are refused as not attempted.
   *
   * @throws AbortError, ConfigurationError, or a bug's error, each with `report`; never for what a message did
   */
  async deliver(messages: Messages, options: DeliverOptions = {}): Promise<DeliveryReport> {
    checkOptions("deliver()", options, ["signal"]);
    if (this.sendMessages !== BaseEmailBackend.prototype.sendMessages) return this.#deliverCounted(messages, options);
    return this.#deliver(messages, options);
  }

  async #deliver(messages: Messages, options: DeliverOptions): Promise<DeliveryReport> {
    if (!isIterable(messages)) {
      throw new TypeError(`The messages must be a list, such as [message]; got ${describe(messages)}.`);
    }
    const deliveries: Delivery[] = [];
    let unreachable: DeliveryError | undefined;
    this.#batches += 1;
    try {
      for await (const message of messages) {
        if (options.signal?.aborted) throw new AbortError(options.signal.reason, reportOf(deliveries));
        const outgoing = buildOutgoing(message);
        if (!("mime" in outgoing)) {
          deliveries.push(outgoing);
        } else if (unreachable !== undefined) {
          deliveries.push(failed(message, notAttempted(unreachable)));
        } else {
          unreachable = await caught(() => this.connect(options));
          const delivery = unreachable && failed(message, unreachable);
          deliveries.push(delivery ?? (await this.#transmit(outgoing, options, deliveries)));
        }
        if (options.signal?.aborted && deliveries.at(-1)?.outcome !== "accepted") {
          throw new AbortError(options.signal.reason, reportOf(deliveries));
        }
      }
    } catch (error) {
      throw withReport(error, reportOf(deliveries));
    } finally {
      this.#batches -= 1;
      // What was accepted stays accepted, even if the connection does not end well.
      if (this.#batches === 0 && !this.#held) await this.disconnect().catch(() => undefined);
    }
    return reportOf(deliveries);
  }

  /** The report of a backend in Django's style, which overrides sendMessages() alone and answers a count. */
  async #deliverCounted(messages: Messages, options: DeliverOptions): Promise<DeliveryReport> {
    const batch: EmailMessage[] = [];
    for await (const message of messages) batch.push(message);
    const deliverable = batch.filter((message) => message.recipients().length > 0);
    const sent = deliverable.length === 0 ? 0 : await this.sendMessages(deliverable, options);
    return countedReport(batch, deliverable, sent);
  }

  /**
   * What would be sent, to the octet, without sending it.
   *
   * @throws InvalidMessageError, also for a message without recipients
   */
  async prepare(message: EmailMessage): Promise<Prepared> {
    const outgoing = buildOutgoing(message);
    if ("mime" in outgoing) {
      const { from, to } = outgoing.envelope;
      return { envelope: { from, to }, bytes: outgoing.mime.toBytes(), warnings: [] };
    }
    throw "error" in outgoing
      ? outgoing.error
      : new InvalidMessageError("The message has no recipients, so nothing would be sent.");
  }

  /**
   * Delivers one message that was built and validated. Resolves with `accepted(message)`, or throws a DeliveryError.
   * Anything else that it throws is taken for a bug and ends the batch.
   */
  protected async transmit(_outgoing: Outgoing, _options: DeliverOptions): Promise<Delivery> {
    throw new Error(`${this.constructor.name} must override transmit() or sendMessages().`);
  }

  /** Makes the connection where there is none, or where it was lost; called before every `transmit`. Throws a DeliveryError. */
  protected async connect(_options: DeliverOptions): Promise<void> {}

  /** Ends the connection, if there is one. What it throws reaches the caller of `close()` alone. */
  protected async disconnect(): Promise<void> {}

  async #transmit(outgoing: Outgoing, options: DeliverOptions, before: Delivery[]): Promise<Delivery> {
    const { message, envelope, mime } = outgoing;
    const complete = (delivery: Delivery): Delivery => {
      const { outcome } = delivery;
      const messageId = mime.get("Message-ID");
      const told = delivery.recipients.length > 0 || outcome === "skipped";
      const recipients = told ? delivery.recipients : envelope.to.map((address) => ({ address, outcome }));
      return { ...delivery, recipients, ...(messageId === undefined ? {} : { messageId }) };
    };
    try {
      return complete(await this.transmit(outgoing, options));
    } catch (error) {
      if (error instanceof DeliveryError || error instanceof InvalidMessageError)
        return complete(failed(message, error));
      // A bug says nothing of whether the message had left.
      const doubt = new DeliveryUnknownError("The backend failed while it sent this message.", {
        stage: "transmit",
        cause: error,
      });
      before.push(complete(failed(message, doubt)));
      throw error;
    }
  }
}

function isIterable(value: unknown): boolean {
  return typeof value === "object" && value !== null && (Symbol.iterator in value || Symbol.asyncIterator in value);
}

async function caught(action: () => Promise<void>): Promise<DeliveryError | undefined> {
  try {
    await action();
    return undefined;
  } catch (error) {
    if (error instanceof DeliveryError) return error;
    throw error;
  }
}
