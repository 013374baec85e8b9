import { EmailMessage, getConnection } from "@posthorn/core";

const message = new EmailMessage("Your code is 482913", "It is good for ten minutes.", "login@example.com", [
  "Zoë <zoe@example.com>",
]);

const connection = await getConnection();
const { envelope, bytes } = await connection.prepare(message);
console.log(envelope.to); // [ 'zoe@example.com' ]
console.log(`${bytes?.length} octets`);

console.log(message.message().toString());
