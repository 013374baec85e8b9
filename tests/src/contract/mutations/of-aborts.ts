import {
  AbortError,
  type DeliverOptions,
  type Delivery,
  DeliveryError,
  type DeliveryReport,
  type Messages,
  type Outgoing,
  type SendOptions,
} from "@posthorn/core";
import type { Mutation } from "./mutation.ts";
import { RightBackend } from "./right-backend.ts";
import { WrappedBackend } from "./wrapped-backend.ts";

class Deaf extends WrappedBackend {
  override async sendMessages(messages: Messages, { failSilently }: SendOptions = {}): Promise<number> {
    return super.sendMessages(messages, { failSilently });
  }

  override async deliver(messages: Messages): Promise<DeliveryReport> {
    return super.deliver(messages);
  }
}

class LookingOnce extends WrappedBackend {
  override async sendMessages(messages: Messages, { failSilently, signal }: SendOptions = {}): Promise<number> {
    return super.sendMessages(messages, { failSilently, signal: signal?.aborted ? signal : undefined });
  }
}

class WithoutReport extends WrappedBackend {
  override async sendMessages(messages: Messages, options?: SendOptions): Promise<number> {
    return super.sendMessages(messages, options).catch((error: unknown) => {
      throw error instanceof AbortError ? new AbortError(error.cause) : error;
    });
  }
}

class SilentAborts extends WrappedBackend {
  override async deliver(messages: Messages, options?: DeliverOptions): Promise<DeliveryReport> {
    return super.deliver(messages, options).catch((error: unknown) => {
      if (error instanceof AbortError) return error.report;
      throw error;
    });
  }
}

/** Takes every abort for one that came before anything had left. */
class ForgettingWhatLeft extends RightBackend {
  protected override async transmit(outgoing: Outgoing, options: DeliverOptions): Promise<Delivery> {
    const delivery = await super.transmit(outgoing, options);
    if (!options.signal?.aborted) return delivery;
    const details = { code: "connection", stage: "body", retryable: true } as const;
    throw new DeliveryError("The delivery was aborted.", details);
  }
}

/** Faults with a signal. */
export const mutationsOfAborts: readonly Mutation[] = [
  { name: "ignores the signal", aimedAt: "aborted-before", Backend: Deaf },
  { name: "answers a report where it was aborted", aimedAt: "aborted-before", Backend: SilentAborts },
  { name: "looks at the signal once", aimedAt: "aborted-in-batch", Backend: LookingOnce },
  {
    name: "calls refused what had left when it was aborted",
    aimedAt: "aborted-on-its-way",
    Backend: ForgettingWhatLeft,
  },
  { name: "says nothing of what had left", aimedAt: "aborted-in-batch", Backend: WithoutReport },
];
