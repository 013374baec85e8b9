import { letter } from "../letter.ts";
import type { RunnableCase } from "../runnable-case.ts";
import { expectAnswer, expectSame, expectSameOctets } from "../verdict.ts";

const CHUNK = 10_000;
const CHUNKS = 12;
/** More than any buffer on the way takes at once. */
const OCTETS = Uint8Array.from({ length: CHUNK * CHUNKS }, (_, at) => (at * 7 + (at >> 8)) % 256);

/** Files that are read while they are sent. */
export const streamCases: readonly RunnableCase[] = [
  {
    id: "stream",
    title: "carries the whole of an attachment that streams, and reads it once",
    feature: "streams",
    looks: true,
    run: async ({ carry }) => {
      let chunks = 0;
      const stream = new ReadableStream<Uint8Array>({
        pull(controller) {
          if (chunks === CHUNKS) return controller.close();
          controller.enqueue(OCTETS.subarray(chunks * CHUNK, (chunks + 1) * CHUNK));
          chunks += 1;
        },
      });
      await carry(letter("Stream", { attachments: [["log.bin", stream, "application/octet-stream"]] }), (mail) => {
        expectSame(
          "The names of the files",
          mail.attachments.map(({ filename }) => filename),
          ["log.bin"],
        );
        expectSameOctets("What streamed", mail.attachments[0]?.content ?? new Uint8Array(), OCTETS);
      });
    },
  },
  {
    id: "blob",
    title: "carries the whole of a Blob, and reads it once each time it is sent",
    feature: "streams",
    looks: true,
    run: async ({ create, carry, subject }) => {
      let readings = 0;
      class CountedBlob extends Blob {
        override stream(): ReturnType<Blob["stream"]> {
          readings += 1;
          return super.stream();
        }
      }
      const draft = letter("Blob", {
        attachments: [["log.bin", new CountedBlob([OCTETS]), "application/octet-stream"]],
      });
      await carry(draft, (mail) =>
        expectSameOctets("The Blob", mail.attachments[0]?.content ?? new Uint8Array(), OCTETS),
      );
      if (subject.received === undefined || subject.supports?.streams === false) return;
      expectSame("How often the Blob was read", readings, 1);
      const backend = await create();
      await expectAnswer("What sendMessages() answers the second time", () => backend.sendMessages([draft]), 1);
    },
  },
];
