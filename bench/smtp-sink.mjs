// An SMTP server in a process of its own that takes everything, keeps the last message, and costs as little as it can.
// Tells its parent the port; to each message of the parent it answers how many mails it took since, and the last one,
// or of a large one, when it is asked for a "digest", that of its attachment.
import { createServer } from "node:net";
import { AttachmentDigest } from "./attachment-digest.mjs";

const END = Buffer.from("\r\n.\r\n");
let taken = 0;
/** In the pieces in which it came. */
let last = [];

const server = createServer((socket) => {
  socket.setNoDelay(true);
  socket.on("error", () => socket.destroy());
  let rest = Buffer.alloc(0);
  let inData = false;
  let body = [];
  socket.write("220 sink ESMTP\r\n");
  socket.on("data", (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let replies = "";
    let at = 0;
    while (at < rest.length) {
      if (inData) {
        const end = rest.indexOf(END, at);
        if (end === -1) {
          // What may be the beginning of the end waits.
          const kept = Math.max(rest.length - END.length + 1, at);
          body.push(rest.subarray(at, kept));
          at = kept;
          break;
        }
        body.push(rest.subarray(at, end + 2));
        last = body;
        body = [];
        taken += 1;
        at = end + END.length;
        inData = false;
        replies += "250 2.0.0 Taken\r\n";
      } else {
        const end = rest.indexOf("\r\n", at);
        if (end === -1) break;
        const verb = rest.latin1Slice(at, at + 4).toUpperCase();
        at = end + 2;
        if (verb === "EHLO") replies += "250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES\r\n";
        else if (verb === "DATA") {
          inData = true;
          replies += "354 Go on\r\n";
        } else if (verb === "QUIT") {
          socket.end(`${replies}221 2.0.0 Bye\r\n`);
          return;
        } else replies += "250 2.0.0 OK\r\n";
      }
    }
    rest = rest.subarray(at);
    if (replies !== "") socket.write(replies);
  });
});

server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
process.on("message", (wanted) => {
  if (wanted === "digest") {
    const digest = new AttachmentDigest();
    for (const piece of last) digest.update(piece);
    process.send({ taken, digest: digest.digest() });
  } else process.send({ taken, last: Buffer.concat(last).toString("latin1") });
  taken = 0;
});
process.on("disconnect", () => process.exit(0));
