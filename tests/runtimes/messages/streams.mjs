import { EmailAttachment } from "@posthorn/core";
import { MimePart } from "@posthorn/core/mime";
import { draft } from "./draft.mjs";
import { noise, PIXEL } from "./octets.mjs";

const SIZES = [1, 56, 0, 57, 58, 3, 114, 1_000, 58_368, 17];

/** Pieces of many sizes, one after the other. */
function pieces() {
  return SIZES.map((size, index) => noise(size, index));
}

function readable() {
  const rest = pieces();
  return new ReadableStream({
    pull(controller) {
      const next = rest.shift();
      if (next) controller.enqueue(next);
      else controller.close();
    },
  });
}

async function* generated() {
  for (const piece of pieces()) yield piece;
}

/** A source that fills the same memory again. */
async function* refilled() {
  const memory = new Uint8Array(100);
  for (let round = 0; round < 9; round += 1) {
    memory.fill(round);
    yield memory.subarray(0, 91 + round);
  }
}

const attached = (...files) => draft({ attachments: files });

export const streams = {
  "a ReadableStream": () => attached(["stream.bin", readable(), "application/x-stream"]),
  "an async generator": () => attached(["generated.bin", generated(), "application/x-stream"]),
  "a generator that fills the same memory": () => attached(["refilled.bin", refilled()]),
  "a Blob": () => attached(["blob.bin", new Blob(pieces())]),
  "Blobs with a type of their own": () =>
    attached([null, new Blob(["Grüße"], { type: "Text/Plain" })], [null, new Blob([PIXEL], { type: "image/png" })]),
  "a part of a Blob": () => attached(["slice.bin", new Blob(pieces()).slice(50, 1_100, "application/x-slice")]),
  "a File": () => attached(["file.png", new File([PIXEL], "other.png", { type: "image/gif" })]),
  "an inline image that streams": () => {
    const message = attached(new EmailAttachment("logo.png", new Blob([PIXEL]), { contentId: "logo" }));
    message.attachAlternative('<img src="cid:logo">', "text/html");
    return message;
  },
  "an empty stream": () =>
    attached(
      ["empty.bin", new ReadableStream({ start: (controller) => controller.close() })],
      ["empty.blob", new Blob([])],
    ),
  "a draft that was read into memory": async () =>
    await attached(["stream.bin", readable(), "application/x-stream"], ["blob.bin", new Blob(pieces())]).buffered(),
  "a part that streams": () =>
    new MimePart({
      contentType: 'multipart/mixed; boundary="by hand"',
      content: [partOf(readable()), partOf(new Blob(pieces()))],
    }),
};

function partOf(content) {
  return new MimePart({ contentType: "application/x-stream", content });
}
