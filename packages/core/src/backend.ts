/// <reference lib="esnext.disposable" preserve="true" />
import { checkOptions } from "./check-options.ts";
import { deliverBatch, type Transport } from "./deliver-batch.ts";
import type { Delivery, DeliveryReport } from "./delivery.ts";
import { batchFailure, countedReport, failedReport, withReport } from "./delivery-report.ts";
import { describe } from "./describe.ts";
import { AbortError, ConfigurationError, DeliveryError, InvalidMessageError, StreamedContentError } from "./errors.ts";
import { isIterable } from "./is-iterable.ts";
import type { EmailMessage } from "./message/email-message.ts";
import type { Messages } from "./message-source.ts";
import { buildOutgoing, type Outgoing } from "./outgoing.ts";
import type { Prepared } from "./prepared.ts";
import { SharedAttempt } from "./shared-attempt.ts";
import { throwIfAborted } from "./until-aborted.ts";

/** The options of every backend's constructor. */
export interface BackendOptions {
  /** Delivery errors are not thrown: what was not accepted is not counted. @defaultValue false */
  readonly failSilently?: boolean | undefined;
}

/** The options of `deliver`, `open` and `close`. */
export interface DeliverOptions {
  /** Ends the call with an AbortError, whose report says what had left by then. */
  readonly signal?: AbortSignal | undefined;
}

/** The options of `sendMessages`. */
export interface SendOptions extends DeliverOptions {
  /** For this call, whatever the connection was made with. @defaultValue what the connection was made with */
  readonly failSilently?: boolean | undefined;
}

/** A backend's constructor. */
// biome-ignore lint/suspicious/noExplicitAny: options differ from backend to backend, and parameters are contravariant
export type BackendClass = new (options: any) => BaseEmailBackend;

/**
 * The base of every backend. The smallest one overrides `transmit`; one that holds a connection also overrides
 * `connect` and `disconnect`, one that takes several messages at once `transmitBatch`. The base builds and validates each
 * message once, brackets a batch with the connection, calls the hooks, counts, and turns failures into a delivery per message.
 *
 * A backend in Django's style overrides `sendMessages`, and `open` and `close`, and does all of that itself.
 */
export class BaseEmailBackend implements AsyncDisposable {
  /** Whether delivery errors are not thrown. */
  readonly failSilently: boolean;
  /** How many messages `transmitBatch` is given at most. @defaultValue 100 */
  protected readonly batchSize: number = 100;
  #isHeld = false;
  /** How many batches and calls of `open()` need the connection now. */
  #users = 0;
  #closings = 0;
  readonly #connecting = new SharedAttempt();
  #disconnecting: Promise<void> | undefined;
  readonly #opening = new SharedAttempt();
  #isOpenForBatch = false;

  /** @throws TypeError if `failSilently` is no boolean */
  constructor({ failSilently = false }: BackendOptions = {}) {
    if (typeof failSilently !== "boolean")
      throw new TypeError(`failSilently must be true or false; got ${describe(failSilently)}.`);
    this.failSilently = failSilently;
  }

  /**
   * Opens the connection and holds it until `close()`.
   *
   * @returns true for a new connection; false if it was held already, or could not be had and the backend fails silently
   * @throws DeliveryError if it cannot be had, AbortError
   */
  async open(options: DeliverOptions = {}): Promise<boolean> {
    checkOptions("open()", options, ["signal"]);
    throwIfAborted(options.signal);
    const wasHeld = this.#isHeld;
    const closings = this.#closings;
    this.#users += 1;
    try {
      await this.#connect(options);
    } catch (error) {
      throwIfAborted(options.signal);
      if (this.failSilently && error instanceof DeliveryError) return false;
      throw error;
    } finally {
      this.#users -= 1;
    }
    // A close() that came meanwhile came after this.
    if (closings === this.#closings) this.#isHeld = true;
    else if (this.#users === 0) await this.#endUse(options);
    return !wasHeld;
  }

  /** Closes the connection, once the batches that use it are through. Closing twice is fine. */
  async close(options: DeliverOptions = {}): Promise<void> {
    checkOptions("close()", options, ["signal"]);
    this.#isHeld = false;
    this.#closings += 1;
    if (this.#users === 0) await this.#disconnect(options);
  }

  /** Closes the connection at the end of an `await using` block. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /**
   * Sends messages over one connection, which is opened if it is closed, and closed again.
   * Of an array `report` lists every delivery; of a stream what was not accepted, so that no message is kept for it.
   *
   * @param messages - an array, or an iterable or async iterable, of which one batch at a time is in memory
   * @returns how many were accepted
   * @throws the error of the one message that failed, or BatchDeliveryError if several did; AbortError, ConfigurationError,
   *   or a bug's error; `report` says what became of each
   */
  async sendMessages(messages: Messages, options: SendOptions = {}): Promise<number> {
    checkOptions("sendMessages()", options, ["failSilently", "signal"]);
    const { failSilently = this.failSilently, signal } = options;
    const report = await this.#deliver(messages, signal, Array.isArray(messages));
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
    if (this.sendMessages !== BaseEmailBackend.prototype.sendMessages)
      return await this.#deliverCounted(messages, options);
    return await this.#deliver(messages, options.signal, true);
  }

  /**
   * What would be sent, without sending it.
   *
   * @throws InvalidMessageError, also for a message without recipients or one that `beforeSend` skips;
   *   StreamedContentError for a stream that can be read once
   */
  async prepare(message: EmailMessage): Promise<Prepared> {
    const outgoing = await buildOutgoing(message);
    if ("mime" in outgoing) {
      const { envelope, mime } = outgoing;
      const { from, to } = envelope;
      if (!mime.isRepeatable)
        throw new StreamedContentError(
          "A stream of the message can be read once, and could not be sent any more; attach a Blob, a file or octets to see what would be sent.",
        );
      return { envelope: { from, to }, bytes: (await mime.buffered()).toBytes(), warnings: [] };
    }
    throw "error" in outgoing
      ? outgoing.error
      : new InvalidMessageError("The message has no recipients, or beforeSend skips it, so nothing would be sent.");
  }

  /**
   * Delivers one message that was built and validated. Resolves with `accepted(message)`, or throws a DeliveryError.
   * Anything else that it throws is taken for a bug and ends the batch.
   */
  protected async transmit(_outgoing: Outgoing, _options: DeliverOptions): Promise<Delivery> {
    throw new Error(`${this.constructor.name} must override transmit() or sendMessages().`);
  }

  /**
   * Delivers at most `batchSize` messages, for a service that takes several at once or a protocol that is pipelined;
   * `transmit` is not called then. Resolves with one delivery for each, in order, or a promise of one, which rejects as
   * `transmit` does; a DeliveryError that it throws is what became of all of them.
   */
  protected transmitBatch?(
    batch: readonly Outgoing[],
    options: DeliverOptions,
  ): Promise<readonly (Delivery | PromiseLike<Delivery>)[]>;

  /**
   * Makes the connection where there is none, or where it was lost; called before each transmission, never twice at once.
   * Throws a DeliveryError.
   */
  protected async connect(_options: DeliverOptions): Promise<void> {}

  /** Ends the connection, if there is one. What it throws reaches the caller of `close()` alone. */
  protected async disconnect(_options: DeliverOptions): Promise<void> {}

  async #deliver(messages: Messages, signal: AbortSignal | undefined, isWhole: boolean): Promise<DeliveryReport> {
    if (!isIterable(messages)) {
      throw new TypeError(`The messages must be a list, such as [message]; got ${describe(messages)}.`);
    }
    const options: DeliverOptions = { signal };
    this.#users += 1;
    try {
      return await deliverBatch(messages, this.#transport(options), { signal, isWhole });
    } finally {
      this.#users -= 1;
      // What was accepted stays accepted, even if the connection does not end well.
      if (this.#users === 0) await this.#endUse(options).catch(() => undefined);
    }
  }

  #transport(options: DeliverOptions): Transport {
    const { transmitBatch, batchSize } = this;
    if (!Number.isInteger(batchSize) || batchSize < 1)
      throw new TypeError(`batchSize must be a whole number from 1 on; got ${describe(batchSize)}.`);
    return {
      size: transmitBatch ? batchSize : 1,
      connect: () => this.#beginBatch(options),
      transmit: transmitBatch
        ? (batch) => transmitBatch.call(this, batch, options)
        : async ([outgoing]) => (outgoing ? [await this.transmit(outgoing, options)] : []),
    };
  }

  /** The connection of a batch: what `connect` makes, else an `open()` of the subclass's own, as Django's backends have it. */
  async #beginBatch(options: DeliverOptions): Promise<void> {
    const hasOwnOpen = this.open !== BaseEmailBackend.prototype.open;
    if (!hasOwnOpen || this.connect !== BaseEmailBackend.prototype.connect) return this.#connect(options);
    if (this.#isOpenForBatch) return;
    await this.#opening.run(options.signal, async () => {
      // One that answers nothing did open: only false says that somebody else holds it.
      this.#isOpenForBatch = (await this.open(options)) !== false;
    });
  }

  async #connect(options: DeliverOptions): Promise<void> {
    await this.#connecting.run(options.signal, async () => {
      // A connection that is being ended is not the one to send on.
      await this.#disconnecting;
      await this.connect(options);
    });
  }

  async #endUse(options: DeliverOptions): Promise<void> {
    if (this.#isOpenForBatch) {
      this.#isOpenForBatch = false;
      await this.close(options);
    } else if (!this.#isHeld) {
      await this.#disconnect(options);
    }
  }

  async #disconnect(options: DeliverOptions): Promise<void> {
    const done = (async () => this.disconnect(options))();
    const isOver = done.catch(() => undefined);
    this.#disconnecting = isOver;
    isOver.then(() => {
      if (this.#disconnecting === isOver) this.#disconnecting = undefined;
    });
    await done;
  }

  /** The report of a backend in Django's style, which overrides sendMessages() and answers a count. */
  async #deliverCounted(messages: Messages, options: DeliverOptions): Promise<DeliveryReport> {
    const batch: EmailMessage[] = [];
    for await (const message of messages) batch.push(message);
    const deliverable = batch.filter((message) => message.recipients().length > 0);
    if (deliverable.length === 0) return countedReport(batch, deliverable, 0);
    let sent: unknown;
    try {
      sent = await this.sendMessages(deliverable, options);
    } catch (error) {
      const report = failedReport(batch, deliverable, error);
      if (error instanceof DeliveryError || error instanceof InvalidMessageError) return report;
      throw error instanceof AbortError || error instanceof ConfigurationError ? error : withReport(error, report);
    }
    if (typeof sent === "number" && Number.isInteger(sent) && sent >= 0 && sent <= deliverable.length)
      return countedReport(batch, deliverable, sent);
    const bug = new TypeError(
      `sendMessages() of ${this.constructor.name} must answer how many messages were accepted; it answered ${describe(sent)}.`,
    );
    throw withReport(bug, failedReport(batch, deliverable, bug));
  }
}
