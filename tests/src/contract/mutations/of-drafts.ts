import {
  accepted,
  type DeliverOptions,
  type Delivery,
  type EmailMessage,
  type Messages,
  type Outgoing,
  type Prepared,
  type SendOptions,
} from "@posthorn/core";
import type { Mutation } from "./mutation.ts";
import { RightBackend } from "./right-backend.ts";
import { WrappedBackend } from "./wrapped-backend.ts";

/** A backend that does something to each draft before it sends it. */
const touching = (touch: (draft: EmailMessage) => void) =>
  class extends RightBackend {
    protected override transmit(outgoing: Outgoing, options: DeliverOptions): Promise<Delivery> {
      touch(outgoing.message);
      return super.transmit(outgoing, options);
    }
  };

class EmptyingList extends WrappedBackend {
  override async sendMessages(messages: Messages, options?: SendOptions): Promise<number> {
    return super.sendMessages(messages, options);
  }

  override async deliver(messages: Messages, options?: DeliverOptions) {
    const report = await super.deliver(messages, options);
    if (Array.isArray(messages)) messages.length = 0;
    return report;
  }
}

class KeepingReference extends RightBackend {
  protected override async transmit({ message, envelope }: Outgoing): Promise<Delivery> {
    this.office.take({ ...envelope, octets: () => message.message().toBytes() });
    return accepted(message);
  }
}

class SendingPrepared extends WrappedBackend {
  override async prepare(message: EmailMessage): Promise<Prepared> {
    const prepared = await super.prepare(message);
    await this.sendMessages([message]);
    return prepared;
  }
}

class ConnectingToPrepare extends WrappedBackend {
  override async prepare(message: EmailMessage): Promise<Prepared> {
    await this.connect({});
    return super.prepare(message);
  }
}

class PreparingHeadersAlone extends WrappedBackend {
  override async prepare(message: EmailMessage): Promise<Prepared> {
    const { bytes, ...prepared } = await super.prepare(message);
    const source = Buffer.from(bytes ?? []);
    return { ...prepared, request: undefined as never, bytes: source.subarray(0, source.indexOf("\r\n\r\n")) };
  }
}

class PreparingToAlone extends WrappedBackend {
  override async prepare(message: EmailMessage): Promise<Prepared> {
    const prepared = await super.prepare(message);
    return { ...prepared, envelope: { ...prepared.envelope, to: [prepared.envelope.to[0]] } };
  }
}

/** Faults with the draft. */
export const mutationsOfDrafts: readonly Mutation[] = [
  {
    name: "adds a header field to the draft",
    aimedAt: "draft-unchanged",
    Backend: touching((draft) => {
      draft.extraHeaders["X-Mailer"] = "Mutant";
    }),
  },
  {
    name: "empties the draft's bcc",
    aimedAt: "draft-unchanged",
    Backend: touching((draft) => {
      draft.bcc = [];
    }),
  },
  {
    name: "overwrites the octets of a file",
    aimedAt: "draft-unchanged",
    Backend: touching((draft) => {
      for (const { content } of draft.attachments) if (content instanceof Uint8Array) content.fill(0);
    }),
  },
  { name: "empties the list of messages", aimedAt: "draft-unchanged", Backend: EmptyingList },
  { name: "keeps the draft instead of a copy", aimedAt: "later-changes", Backend: KeepingReference },
  { name: "sends what it prepares", aimedAt: "prepare-sends-nothing", Backend: SendingPrepared },
  { name: "connects to prepare", aimedAt: "prepare-sends-nothing", Backend: ConnectingToPrepare },
  { name: "prepares for the first recipient alone", aimedAt: "prepare-sends-nothing", Backend: PreparingToAlone },
  { name: "prepares the headers alone", aimedAt: "prepare-is-sent", Backend: PreparingHeadersAlone },
  {
    name: "leaves itself in the draft",
    aimedAt: "draft-unchanged",
    Backend: class extends RightBackend {
      protected override transmit(outgoing: Outgoing, options: DeliverOptions): Promise<Delivery> {
        outgoing.message.connection = this;
        return super.transmit(outgoing, options);
      }
    },
  },
];
