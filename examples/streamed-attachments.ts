import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { createGzip } from "node:zlib";
import { EmailMessage } from "@posthorn/core";

const message = new EmailMessage("The newsletter's readers", "Who they are, and how many.", null, ["ada@example.com"]);

// A Blob is read when the message is sent, and again if it is sent again.
message.attach("readers.json", new Blob(['{"readers":5}'], { type: "application/json" }));
// A stream is read once. What fails on the way ends the last stream of a pipeline(), and send() throws it; pipe() would wait.
const compressed = pipeline(createReadStream("subscribers.txt"), createGzip(), () => undefined);
message.attach("subscribers.txt.gz", compressed);

await message.send();
for (const { filename, mimetype } of message.attachments) console.log(`${filename}: ${mimetype}`);
