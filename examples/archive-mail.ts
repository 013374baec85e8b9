import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  type DeliverOptions,
  type Delivery,
  DeliveryError,
  EmailMessage,
  MailError,
  type Outgoing,
} from "@posthorn/core";
import { SmtpBackend } from "@posthorn/smtp";

/** Keeps each mail as a file before it is sent, to the octet as it is sent. */
class ArchivingBackend extends SmtpBackend {
  protected override async transmit(outgoing: Outgoing, options: DeliverOptions): Promise<Delivery> {
    // What can be written once is read into memory, since it is written twice.
    const mime = outgoing.mime.isRepeatable ? outgoing.mime : await outgoing.mime.buffered();
    const name = `${encodeURIComponent(mime.get("Message-ID") ?? "")}.eml`;
    try {
      const octets = Readable.from(mime.stream({ idleTimeoutMs: 60_000 }));
      await pipeline(octets, createWriteStream(join(process.env.ARCHIVE ?? ".", name)), { signal: options.signal });
    } catch (cause) {
      options.signal?.throwIfAborted();
      if (cause instanceof MailError) throw cause;
      // A full disk is no bug, which would end the batch.
      const details = { code: "service", stage: "archive", retryable: true, cause } as const;
      throw new DeliveryError("The mail could not be archived.", details);
    }
    return await super.transmit({ ...outgoing, mime }, options);
  }
}

const connection = new ArchivingBackend();
const message = new EmailMessage("The weekend's weather", "The map is attached.", null, ["skipper@example.com"], {
  connection,
});
await message.attachFile("images/weather-map.png");
console.log(await message.send()); // 1
