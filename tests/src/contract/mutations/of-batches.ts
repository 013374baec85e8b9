import {
  accepted,
  type DeliverOptions,
  type Delivery,
  type DeliveryReport,
  type EmailMessage,
  type MailError,
  type Messages,
  type Outgoing,
  type SendOptions,
} from "@posthorn/core";
import { handing, type Mutation } from "./mutation.ts";
import { RightBackend } from "./right-backend.ts";
import { WrappedBackend } from "./wrapped-backend.ts";

async function collected(messages: Messages): Promise<readonly EmailMessage[]> {
  const list: EmailMessage[] = [];
  for await (const message of messages) list.push(message);
  return list;
}

class CountingAll extends WrappedBackend {
  override async sendMessages(messages: Messages, options?: SendOptions): Promise<number> {
    const list = await collected(messages);
    await super.sendMessages(list, options);
    return list.length;
  }
}

class CountingOne extends WrappedBackend {
  override async sendMessages(messages: Messages, options?: SendOptions): Promise<number> {
    return Math.min(1, await super.sendMessages(messages, options));
  }
}

class ListsAlone extends WrappedBackend {
  override async sendMessages(messages: Messages, options?: SendOptions): Promise<number> {
    return super.sendMessages(Array.isArray(messages) ? messages : [], options);
  }
}

class Backwards extends WrappedBackend {
  override async sendMessages(messages: Messages, options?: SendOptions): Promise<number> {
    return super.sendMessages([...(await collected(messages))].reverse(), options);
  }
}

class TakingFifty extends WrappedBackend {
  override async sendMessages(messages: Messages, options?: SendOptions): Promise<number> {
    return super.sendMessages((await collected(messages)).slice(0, 50), options);
  }
}

class OpeningFirst extends WrappedBackend {
  override async sendMessages(messages: Messages, options?: SendOptions): Promise<number> {
    await this.connect({});
    return super.sendMessages(messages, options);
  }
}

/** Stops at the first message that fails, as Django does. */
class StoppingAtFirst extends WrappedBackend {
  override async sendMessages(messages: Messages, options?: SendOptions): Promise<number> {
    let sent = 0;
    for await (const message of messages) sent += await super.sendMessages([message], options);
    return sent;
  }
}

class ThrowingFirst extends WrappedBackend {
  override async sendMessages(messages: Messages, options?: SendOptions): Promise<number> {
    return super.sendMessages(messages, options).catch((error: unknown) => {
      const { errors } = error as { errors?: readonly unknown[] };
      throw errors?.[0] ?? error;
    });
  }
}

class SwallowingRefusals extends RightBackend {
  protected override async transmit(outgoing: Outgoing, options: DeliverOptions): Promise<Delivery> {
    return super.transmit(outgoing, options).catch(() => accepted(outgoing.message));
  }
}

class RefusingForNow extends RightBackend {
  protected override refused(cause: unknown) {
    return Object.assign(super.refused(cause), { retryable: true });
  }
}

class SendingTwice extends RightBackend {
  protected override async transmit(outgoing: Outgoing, options: DeliverOptions): Promise<Delivery> {
    await super.transmit(outgoing, options);
    return super.transmit(outgoing, options);
  }
}

/** A backend whose reports are others. */
const reporting = (edit: (report: DeliveryReport) => DeliveryReport) =>
  class extends WrappedBackend {
    override async deliver(messages: Messages, options?: DeliverOptions): Promise<DeliveryReport> {
      return edit(await super.deliver(messages, options));
    }
  };

/** Faults with several messages, and with what is said of them. */
export const mutationsOfBatches: readonly Mutation[] = [
  { name: "counts what it was given", aimedAt: "no-recipients", Backend: CountingAll },
  { name: "counts 1 at most", aimedAt: "count", Backend: CountingOne },
  { name: "sends a message twice", aimedAt: "count", Backend: SendingTwice },
  { name: "takes lists alone", aimedAt: "iterable", Backend: ListsAlone },
  { name: "sends a batch from its end", aimedAt: "order", Backend: Backwards },
  { name: "forgets what stands behind the fiftieth message", aimedAt: "order", Backend: TakingFifty },
  { name: "connects for an empty list", aimedAt: "empty-list", Backend: OpeningFirst },
  { name: "stops at the first message that fails", aimedAt: "invalid-in-batch", Backend: StoppingAtFirst },
  { name: "throws the first error of several", aimedAt: "two-invalid", Backend: ThrowingFirst },
  {
    name: "calls an invalid message retryable",
    aimedAt: "invalid-in-batch",
    Backend: class extends WrappedBackend {
      override async sendMessages(messages: Messages, options?: SendOptions): Promise<number> {
        return super.sendMessages(messages, options).catch((error: MailError) => {
          const deliveries = error.report?.deliveries.map((each) =>
            each.outcome === "refused" ? { ...each, retryable: true } : each,
          );
          throw Object.assign(error, { report: { sent: 0, ...error.report, deliveries } });
        });
      }
    },
  },
  { name: "swallows a refusal", aimedAt: "refused-in-batch", Backend: SwallowingRefusals },
  { name: "calls a refusal for good retryable", aimedAt: "refused-in-batch", Backend: RefusingForNow },
  {
    name: "answers the deliveries in another order",
    aimedAt: "deliveries",
    Backend: reporting((report) => ({ ...report, deliveries: [...report.deliveries].reverse() })),
  },
  {
    name: "leaves out the deliveries of what it skips",
    aimedAt: "deliveries",
    Backend: reporting((report) => ({
      ...report,
      deliveries: report.deliveries.filter(({ outcome }) => outcome !== "skipped"),
    })),
  },
  {
    name: "tells a Message-ID that was not sent",
    aimedAt: "deliveries",
    Backend: handing((mail) => {
      const source = Buffer.from(mail.octets())
        .toString("latin1")
        .replace(/^(Message-ID: <)/m, "$1its-own-");
      return { ...mail, octets: () => Buffer.from(source, "latin1") };
    }),
  },
  {
    name: "reports the recipients that a header names alone",
    aimedAt: "deliveries",
    Backend: reporting((report) => ({
      ...report,
      deliveries: report.deliveries.map((each) => ({ ...each, recipients: each.recipients.slice(0, 1) })),
    })),
  },
];
