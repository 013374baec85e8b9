import { EmailMessage, getConnection } from "@posthorn/core";

const connection = await getConnection();
await connection.open();

const first = new EmailMessage("Hello", "The door is open.", "porter@example.com", ["ada@example.com"], { connection });
await first.send();

const second = new EmailMessage("Hello", "The door is open.", "porter@example.com", ["bob@example.com"]);
const third = new EmailMessage("Hello", "The door is open.", "porter@example.com", ["zoe@example.com"]);
await connection.sendMessages([second, third]);

// It was opened by hand, so nothing else closes it.
await connection.close();
