import { type Delivery, type DeliveryReport, failed } from "./delivery.ts";
import { type AttemptedDelivery, completed, inDoubt, notAttempted, withReport } from "./delivery-report.ts";
import { describe } from "./describe.ts";
import { AbortError, DeliveryError, InvalidMessageError } from "./errors.ts";
import type { EmailMessage } from "./message/email-message.ts";
import { type Messages, messageSource } from "./message-source.ts";
import { buildOutgoing, checkIsMessage, type Outgoing } from "./outgoing.ts";
import { settings } from "./settings/settings.ts";
import { ABORT_GRACE_MS, throwIfAborted, untilAborted } from "./until-aborted.ts";

/** What a backend does for a batch. */
export interface Transport {
  /** How many messages `transmit` takes at once. */
  readonly size: number;
  /** Makes the connection where there is none; throws a DeliveryError. */
  connect(): Promise<void>;
  /** Answers a delivery for each, in order, or a promise of it. */
  transmit(batch: readonly Outgoing[]): Promise<readonly (Delivery | PromiseLike<Delivery>)[]>;
}

/** How a call is carried out. */
export interface BatchOptions {
  readonly signal?: AbortSignal | undefined;
  /** Whether the report lists every delivery, or only what was refused or is in doubt. */
  readonly isWhole: boolean;
}

/** What became of messages that were to be transmitted; with a bug, if the backend has one. */
interface Attempt {
  readonly deliveries: readonly Delivery[];
  readonly bug?: { readonly error: unknown };
}

/**
 * Builds, sends and reports messages, in order. One that fails does not stop those behind it. A connection that cannot be
 * had does: of an array the rest is refused as not attempted, of a stream no more is asked for.
 *
 * @throws AbortError, ConfigurationError, or a bug's error, each with `report`
 */
export async function deliverBatch(
  messages: Messages,
  transport: Transport,
  { signal, isWhole }: BatchOptions,
): Promise<DeliveryReport> {
  // What the caller does to its array while it is sent does not change what is sent.
  const given = Array.isArray(messages) ? [...messages] : messages;
  const source = messageSource(given, transport.size, signal);
  const turn = new Turn();
  const deliveries: Delivery[] = [];
  let sent = 0;
  let batch: readonly EmailMessage[] = [];
  let unreachable: DeliveryError | undefined;
  try {
    // Of an array nothing is sent if one of its elements is none; of a stream it is found out on the way.
    if (Array.isArray(given))
      for (const [index, message] of given.entries()) checkIsMessage(message, `messages[${index}]`);
    for (;;) {
      batch = await source.next();
      if (batch.length === 0) return { sent, deliveries };
      if (signal) await turn.end();
      throwIfAborted(signal);
      const built = await buildAll(batch, signal);
      throwIfAborted(signal);
      const outgoing = built.filter((item) => "mime" in item);
      const wasReachable = unreachable === undefined;
      if (outgoing.length > 0) unreachable ??= await caught(() => transport.connect());
      const { deliveries: attempted, bug } = unreachable
        ? unattempted(outgoing, unreachable, wasReachable)
        : await attempt(outgoing, transport, signal);
      const results = attempted[Symbol.iterator]();
      const settled = built.map((item, index): Delivery => {
        const delivery = "mime" in item ? (results.next().value ?? inDoubt(item)) : item;
        // The caller knows the draft that it gave, not the copy that beforeSend sent instead.
        return { ...delivery, message: batch[index] ?? delivery.message };
      });
      batch = [];
      for (const delivery of settled) {
        if (delivery.outcome === "accepted") sent += 1;
        if (isWhole || "error" in delivery) deliveries.push(delivery);
      }
      await tell(settled, bug, signal);
      if (settled.some((delivery) => "error" in delivery)) throwIfAborted(signal);
      if (unreachable && !Array.isArray(given)) break;
    }
    for (const message of await source.end()) deliveries.push(failed(message, notAttempted(unreachable)));
    return { sent, deliveries };
  } catch (thrown) {
    // A backend may fail with the signal's own reason, as fetch() does.
    const isReason = signal?.aborted && (thrown === signal.reason || thrown instanceof DOMException);
    const error = isReason ? new AbortError(signal.reason) : thrown;
    const consequence = notAttempted(error);
    const rest = await source.end().catch(() => []);
    for (const message of [...batch, ...rest]) deliveries.push(failed(message, consequence));
    throw withReport(error, { sent, deliveries });
  }
}

async function buildAll(
  batch: readonly EmailMessage[],
  signal: AbortSignal | undefined,
): Promise<readonly (Outgoing | Delivery)[]> {
  const built: (Outgoing | Delivery)[] = [];
  for (const message of batch) built.push(await buildOutgoing(message, signal));
  return built;
}

/** Of messages for which no connection can be had, the one that asked for it has the reason; the others follow from it. */
function unattempted(outgoing: readonly Outgoing[], unreachable: DeliveryError, isFirst: boolean): Attempt {
  const consequence = notAttempted(unreachable);
  const deliveries = outgoing.map((each, index) =>
    completed(failed(each.message, isFirst && index === 0 ? unreachable : consequence), each),
  );
  return { deliveries };
}

async function attempt(
  outgoing: readonly Outgoing[],
  transport: Transport,
  signal: AbortSignal | undefined,
): Promise<Attempt> {
  if (outgoing.length === 0) return { deliveries: [] };
  try {
    const answered = await untilAborted(settledEach(transport, outgoing), signal, ABORT_GRACE_MS);
    const failures = answered.map((each) =>
      each.status === "rejected" ? { error: each.reason as unknown } : undefined,
    );
    const bug = failures.find((failure) => failure && !isFate(failure.error));
    const given = answered.map((each, index) =>
      each.status === "fulfilled" ? each.value : fateOf(outgoing[index], each.reason),
    );
    const deliveries = checkDeliveries(given, outgoing).map((delivery, index) =>
      completed(delivery, outgoing[index] as Outgoing),
    );
    return bug ? { deliveries, bug } : { deliveries };
  } catch (error) {
    if (isFate(error)) return { deliveries: outgoing.map((each) => completed(failed(each.message, error), each)) };
    return { deliveries: outgoing.map((each) => inDoubt(each, error)), bug: { error } };
  }
}

/** What a backend answered, or will answer, for each message, once it is known of all. */
async function settledEach(
  transport: Transport,
  outgoing: readonly Outgoing[],
): Promise<readonly PromiseSettledResult<unknown>[]> {
  // Of a backend in plain JavaScript it may be no promise, or be thrown at once.
  const answered: unknown = await transport.transmit(Object.freeze([...outgoing]));
  if (!Array.isArray(answered)) throw wrongAnswer(answered);
  return Promise.allSettled(answered);
}

/** Whether an error says what became of a message. */
function isFate(error: unknown): error is DeliveryError | InvalidMessageError {
  return error instanceof DeliveryError || error instanceof InvalidMessageError;
}

/** A bug says nothing of whether the message had left, nor does a backend that does not end when it is aborted. */
function fateOf(outgoing: Outgoing | undefined, error: unknown): Delivery | undefined {
  if (!outgoing) return undefined;
  return isFate(error) ? failed(outgoing.message, error) : inDoubt(outgoing, error);
}

/** @throws TypeError for what is no delivery for each message, in their order: no report can be made of it */
function checkDeliveries(answered: unknown, outgoing: readonly Outgoing[]): readonly AttemptedDelivery[] {
  if (!Array.isArray(answered) || answered.length !== outgoing.length) throw wrongAnswer(answered);
  answered.forEach((delivery: Partial<Delivery> | null | undefined, index) => {
    const { outcome } = delivery ?? {};
    if (
      !delivery ||
      !(outcome === "accepted" || ((outcome === "refused" || outcome === "unknown") && "error" in delivery))
    ) {
      throw new TypeError(
        `A delivery is made by accepted(message) or failed(message, error); a backend answered ${describe(delivery)} with the outcome ${describe(outcome)}.`,
      );
    }
    if (delivery.message !== outgoing[index]?.message)
      throw new TypeError("A backend must answer the deliveries in the order of the messages; they are in another.");
  });
  return answered;
}

function wrongAnswer(answered: unknown): TypeError {
  return new TypeError(
    `A backend must answer a delivery for each message, such as accepted(message); it answered ${describe(answered)}.`,
  );
}

/** Hands what became of messages to `afterSend`, then fails with the backend's bug, if it has one. */
async function tell(settled: readonly Delivery[], bug: Attempt["bug"], signal: AbortSignal | undefined): Promise<void> {
  const { afterSend } = settings;
  try {
    if (afterSend) {
      for (const delivery of settled) await untilAborted(Promise.resolve(afterSend(delivery)), signal, ABORT_GRACE_MS);
    }
  } catch (error) {
    if (!bug) throw error;
  }
  if (bug) throw bug.error;
}

/** Lets timers run now and then: a backend that waits for nothing would not let a signal that is a timeout be aborted. */
class Turn {
  static readonly MS = 20;
  #begun = performance.now();

  async end(): Promise<void> {
    if (performance.now() - this.#begun < Turn.MS) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.#begun = performance.now();
  }
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
