// Sends one mail through what EMAIL_BACKEND names, and prints how many were accepted or why none was.
import { sendMail } from "@posthorn/core";

try {
  console.log(await sendMail("From an ES module", "Hello.", "from@example.com", ["to@example.com"]));
} catch ({ name, code, message, cause }) {
  console.log(JSON.stringify({ name, code, message, cause: cause?.message }));
}
