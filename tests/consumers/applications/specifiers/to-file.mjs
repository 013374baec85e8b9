// Writes one mail to the folder "sent" through a backend found by its specifier, and prints the class.
import { getConnection, sendMail } from "@posthorn/core";

const connection = await getConnection("@posthorn/file", { filePath: "sent" });
await sendMail("To a file", "Hello.", "from@example.com", ["to@example.com"], { connection });
console.log(connection.constructor.name);
