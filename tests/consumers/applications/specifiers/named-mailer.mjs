// Sends through a mailer whose backend is a specifier, and prints its class and how many were accepted.
import { configureMail, getConnection, sendMail } from "@posthorn/core";

configureMail({ mailers: { marketing: { backend: "@posthorn/dummy" } } });
const connection = await getConnection(null, { using: "marketing" });
const sent = await sendMail("News", "Hello.", "from@example.com", ["to@example.com"], { using: "marketing" });
console.log(connection.constructor.name, sent);
