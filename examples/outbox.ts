import { configureMail, sendMail } from "@posthorn/core";
import { MemoryBackend, outbox } from "@posthorn/memory";

configureMail({ backend: MemoryBackend });
await sendMail("Your code is 482913", "It is good for ten minutes.", "login@example.com", ["zoe@example.com"]);

console.log(outbox.at(-1)?.subject); // Your code is 482913
outbox.length = 0;
