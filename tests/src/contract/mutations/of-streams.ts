import type { DeliverOptions, Delivery, Outgoing } from "@posthorn/core";
import { type Mutation, redrafting } from "./mutation.ts";
import { RightBackend } from "./right-backend.ts";

/** Reads a whole message before it sends it, and so reads a Blob twice. */
class ReadingTwice extends RightBackend {
  protected override async transmit(outgoing: Outgoing, options: DeliverOptions): Promise<Delivery> {
    if (outgoing.mime.isRepeatable) await outgoing.mime.buffered();
    return super.transmit(outgoing, options);
  }
}

/** Faults with what streams. */
export const mutationsOfStreams: readonly Mutation[] = [
  {
    name: "drops files that stream",
    aimedAt: "stream",
    Backend: redrafting((copy) => {
      copy.attachments = copy.attachments.filter(({ content }) => !(content instanceof ReadableStream));
    }),
  },
  { name: "reads a Blob twice", aimedAt: "blob", Backend: ReadingTwice },
];
