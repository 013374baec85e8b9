import { type Delivery, type DeliveryReport, failed } from "./delivery.ts";
import { completed, inDoubt, notAttempted, withReport } from "./delivery-report.ts";
import { describe } from "./describe.ts";
import { AbortError, DeliveryError, InvalidMessageError } from "./errors.ts";
import type { EmailMessage } from "./message/email-message.ts";
import { type Messages, messageBatches } from "./message-batches.ts";
import { buildOutgoing, type Outgoing } from "./outgoing.ts";
import { settings } from "./settings/settings.ts";

/** What a backend does for a batch. */
export interface Transport {
  /** How many messages `transmit` takes at once. */
  readonly size: number;
  /** Makes the connection where there is none; throws a DeliveryError. */
  connect(): Promise<void>;
  /** Answers a delivery for each, in order. */
  transmit(batch: readonly Outgoing[]): Promise<readonly Delivery[]>;
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
  const deliveries: Delivery[] = [];
  let sent = 0;
  let reached = 0;
  let unreachable: DeliveryError | undefined;
  try {
    for await (const batch of messageBatches(messages, transport.size, signal)) {
      throwIfAborted(signal);
      const built = await buildAll(batch);
      const outgoing = built.filter((item) => "mime" in item);
      const wasReachable = unreachable === undefined;
      if (outgoing.length > 0) unreachable ??= await caught(() => transport.connect());
      const { deliveries: attempted, bug } = unreachable
        ? unattempted(outgoing, unreachable, wasReachable)
        : await attempt(outgoing, transport);
      const results = attempted[Symbol.iterator]();
      const settled = built.map((item, index): Delivery => {
        const delivery = "mime" in item ? (results.next().value ?? inDoubt(item)) : item;
        // The caller knows the draft that it gave, not the copy that beforeSend sent instead.
        return { ...delivery, message: batch[index] ?? delivery.message };
      });
      reached += settled.length;
      sent += settled.filter(({ outcome }) => outcome === "accepted").length;
      deliveries.push(...(isWhole ? settled : settled.filter((delivery) => "error" in delivery)));
      await tell(settled, bug);
      if (settled.some((delivery) => "error" in delivery)) throwIfAborted(signal);
      if (unreachable && !Array.isArray(messages)) break;
    }
  } catch (error) {
    const rest: readonly EmailMessage[] = Array.isArray(messages) ? messages.slice(reached) : [];
    const consequence = notAttempted(error);
    for (const message of rest) deliveries.push(failed(message, consequence));
    throw withReport(error, { sent, deliveries });
  }
  return { sent, deliveries };
}

async function buildAll(batch: readonly EmailMessage[]): Promise<readonly (Outgoing | Delivery)[]> {
  const built: (Outgoing | Delivery)[] = [];
  for (const message of batch) built.push(await buildOutgoing(message));
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

async function attempt(outgoing: readonly Outgoing[], transport: Transport): Promise<Attempt> {
  if (outgoing.length === 0) return { deliveries: [] };
  try {
    const answered: unknown = await transport.transmit(outgoing);
    if (!areDeliveries(answered, outgoing.length)) {
      throw new TypeError(
        `A backend must answer a delivery for each message, such as accepted(message); it answered ${describe(answered)}.`,
      );
    }
    return { deliveries: answered.map((delivery, index) => completed(delivery, outgoing[index] as Outgoing)) };
  } catch (error) {
    if (error instanceof DeliveryError || error instanceof InvalidMessageError)
      return { deliveries: outgoing.map((each) => completed(failed(each.message, error), each)) };
    // A bug says nothing of whether the messages had left.
    return { deliveries: outgoing.map((each) => inDoubt(each, error)), bug: { error } };
  }
}

function areDeliveries(value: unknown, count: number): value is readonly Delivery[] {
  const isDelivery = (item: unknown): boolean => typeof item === "object" && item !== null && "outcome" in item;
  return Array.isArray(value) && value.length === count && value.every(isDelivery);
}

/** Hands what became of messages to `afterSend`, then fails with the backend's bug, if it has one. */
async function tell(settled: readonly Delivery[], bug: Attempt["bug"]): Promise<void> {
  const { afterSend } = settings;
  try {
    if (afterSend) for (const delivery of settled) await afterSend(delivery);
  } catch (error) {
    if (!bug) throw error;
  }
  if (bug) throw bug.error;
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new AbortError(signal.reason, { sent: 0, deliveries: [] });
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
