import { readableMail, readableParts } from "@posthorn/console";
import { EmailMessage } from "@posthorn/core";
import { djangoLog } from "@posthorn/core/mime";

const message = new EmailMessage("Grüße", "Your code is 482913.", "Example Shop <login@example.com>", [
  "Zoë <zoe@example.com>",
]);

// What streams is read into memory, so that it can be printed and sent.
const mime = await message.message().buffered();
const color = process.stdout.isTTY;
process.stdout.write(readableMail(readableParts(mime), { color }));
process.stdout.write(await djangoLog(mime));
