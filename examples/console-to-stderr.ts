import { ConsoleBackend } from "@posthorn/console";
import { configureMail, sendMail } from "@posthorn/core";

// Standard output is for what the program answers.
configureMail({ backend: new ConsoleBackend({ stream: process.stderr }) });

await sendMail("Your code is 482913", "It is good for ten minutes.", "login@example.com", ["zoe@example.com"]);
