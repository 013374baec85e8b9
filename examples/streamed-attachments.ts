import { createReadStream } from "node:fs";
import { createGzip } from "node:zlib";
import { EmailMessage } from "@posthorn/core";

const message = new EmailMessage("The newsletter's readers", "Who they are, and how many.", null, ["ada@example.com"]);

// A Blob is read when the message is sent, and again if it is sent again.
message.attach("readers.json", new Blob(['{"readers":5}'], { type: "application/json" }));
// A stream is read once.
message.attach("subscribers.txt.gz", createReadStream("subscribers.txt").pipe(createGzip()));

await message.send();
for (const { filename, mimetype } of message.attachments) console.log(`${filename}: ${mimetype}`);
