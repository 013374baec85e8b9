import {
  type DeliverOptions,
  type Delivery,
  DeliveryError,
  type Messages,
  type Outgoing,
  type SendOptions,
} from "@posthorn/core";
import type { Mutation } from "./mutation.ts";
import type { HandedMail } from "./post-office.ts";
import { RightBackend, type RightOptions } from "./right-backend.ts";
import { WrappedBackend } from "./wrapped-backend.ts";

class AlwaysNew extends WrappedBackend {
  override async open(options?: DeliverOptions): Promise<boolean> {
    await super.open(options);
    return true;
  }
}

class OpeningTwice extends WrappedBackend {
  override async open(options?: DeliverOptions): Promise<boolean> {
    const isNew = await super.open(options);
    this.office.connect();
    return isNew;
  }
}

class StayingOpen extends WrappedBackend {
  override async [Symbol.asyncDispose](): Promise<void> {}
}

class ClosingOnce extends WrappedBackend {
  #isClosed = false;

  override async close(options?: DeliverOptions): Promise<void> {
    if (this.#isClosed) throw new Error("It is closed.");
    await super.close(options);
    this.#isClosed = true;
  }
}

class OverAtClose extends RightBackend {
  #isClosed = false;

  override async close(options?: DeliverOptions): Promise<void> {
    this.#isClosed = true;
    await super.close(options);
  }

  protected override async connect(options: DeliverOptions): Promise<void> {
    if (this.#isClosed) throw this.unreachable(new Error("It is closed."));
    await super.connect(options);
  }
}

class ConnectingAnew extends RightBackend {
  protected override async connect(options: DeliverOptions): Promise<void> {
    this.isConnected = false;
    await super.connect(options);
  }
}

class HoldingAfterBatch extends WrappedBackend {
  override async sendMessages(messages: Messages, options?: SendOptions): Promise<number> {
    const sent = await super.sendMessages(messages, options);
    if (sent > 0) await this.open();
    return sent;
  }
}

class BrokenByRefusal extends RightBackend {
  #isBroken = false;

  protected override hand(mail: HandedMail, outgoing: Outgoing): void {
    if (this.#isBroken) throw this.unreachable(new Error("The connection is broken."));
    try {
      super.hand(mail, outgoing);
    } catch (error) {
      this.#isBroken = true;
      throw error;
    }
  }
}

/** Keeps what it sends in one place, in which a batch at the same time puts its own. */
class SharingAPlace extends RightBackend {
  #outgoing: Outgoing | undefined;

  protected override async transmit(outgoing: Outgoing, options: DeliverOptions): Promise<Delivery> {
    this.#outgoing = outgoing;
    await new Promise((resolve) => setImmediate(resolve));
    await super.transmit(this.#outgoing, options);
    return { message: outgoing.message, outcome: "accepted", recipients: [] };
  }
}

class TakingAnyOption extends RightBackend {
  constructor({ office, password, failSilently }: RightOptions) {
    super({ office, password, failSilently });
  }
}

class WithoutCause extends RightBackend {
  protected override unreachable(): DeliveryError {
    return new DeliveryError("The post office cannot be reached.", {
      code: "connection",
      stage: "connect",
      retryable: true,
    });
  }
}

class GivingUp extends RightBackend {
  protected override unreachable(cause: unknown): DeliveryError {
    const details = { code: "connection", stage: "connect", retryable: false, cause } as const;
    return new DeliveryError("The post office cannot be reached.", details);
  }
}

/** Tries each message of a batch on a connection that cannot be had. */
class TryingEach extends RightBackend {
  protected override async connect(options: DeliverOptions): Promise<void> {
    if (this.office.isThere) await super.connect(options);
  }

  protected override hand(mail: HandedMail, outgoing: Outgoing): void {
    if (!this.office.isThere) throw this.unreachable(new Error("There is no post office."));
    super.hand(mail, outgoing);
  }
}

class NeverSilent extends WrappedBackend {
  override async sendMessages(messages: Messages, options: SendOptions = {}): Promise<number> {
    return super.sendMessages(messages, { ...options, failSilently: false });
  }
}

class SilentAboutAll extends WrappedBackend {
  override async sendMessages(messages: Messages, options: SendOptions = {}): Promise<number> {
    const sent = super.sendMessages(messages, options);
    return options.failSilently === true || this.failSilently ? sent.catch(() => 0) : sent;
  }
}

/** Faults with the connection. */
export const mutationsOfConnections: readonly Mutation[] = [
  { name: "says that every open() is new", aimedAt: "open", Backend: AlwaysNew },
  { name: "opens twice", aimedAt: "open", Backend: OpeningTwice },
  { name: "closes once", aimedAt: "close", Backend: ClosingOnce },
  { name: "is over when it was closed", aimedAt: "close", Backend: OverAtClose },
  { name: "stays open behind a block", aimedAt: "dispose", Backend: StayingOpen },
  { name: "connects anew for each message", aimedAt: "held", Backend: ConnectingAnew },
  { name: "stays open behind a batch", aimedAt: "one-connection", Backend: HoldingAfterBatch },
  { name: "sends no more after a refusal", aimedAt: "held-after-refusal", Backend: BrokenByRefusal },
  { name: "mixes up batches that are sent at the same time", aimedAt: "concurrent", Backend: SharingAPlace },
  { name: "takes any option", aimedAt: "misspelled-option", Backend: TakingAnyOption },
  { name: "drops the cause", aimedAt: "unreachable", Backend: WithoutCause },
  { name: "calls a host that is away a failure for good", aimedAt: "unreachable-batch", Backend: GivingUp },
  { name: "tries each message on a connection that cannot be had", aimedAt: "unreachable-batch", Backend: TryingEach },
  { name: "does not know failSilently", aimedAt: "unreachable-silently", Backend: NeverSilent },
  { name: "is silent about invalid messages", aimedAt: "unreachable-silently", Backend: SilentAboutAll },
];
