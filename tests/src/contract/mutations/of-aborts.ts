import { AbortError, type DeliverOptions, type DeliveryReport, type Messages, type SendOptions } from "@posthorn/core";
import type { Mutation } from "./mutation.ts";
import { RightBackend } from "./right-backend.ts";

class Deaf extends RightBackend {
  override async sendMessages(messages: Messages, { failSilently }: SendOptions = {}): Promise<number> {
    return super.sendMessages(messages, { failSilently });
  }

  override async deliver(messages: Messages): Promise<DeliveryReport> {
    return super.deliver(messages);
  }
}

class LookingOnce extends RightBackend {
  override async sendMessages(messages: Messages, { failSilently, signal }: SendOptions = {}): Promise<number> {
    return super.sendMessages(messages, { failSilently, signal: signal?.aborted ? signal : undefined });
  }
}

class WithoutReport extends RightBackend {
  override async sendMessages(messages: Messages, options?: SendOptions): Promise<number> {
    return super.sendMessages(messages, options).catch((error: unknown) => {
      throw error instanceof AbortError ? new AbortError(error.cause) : error;
    });
  }
}

class SilentAborts extends RightBackend {
  override async deliver(messages: Messages, options?: DeliverOptions): Promise<DeliveryReport> {
    return super.deliver(messages, options).catch((error: unknown) => {
      if (error instanceof AbortError) return error.report;
      throw error;
    });
  }
}

/** Faults with a signal. */
export const mutationsOfAborts: readonly Mutation[] = [
  { name: "ignores the signal", aimedAt: "aborted-before", Backend: Deaf },
  { name: "answers a report where it was aborted", aimedAt: "aborted-before", Backend: SilentAborts },
  { name: "looks at the signal once", aimedAt: "aborted-in-batch", Backend: LookingOnce },
  { name: "says nothing of what had left", aimedAt: "aborted-in-batch", Backend: WithoutReport },
];
