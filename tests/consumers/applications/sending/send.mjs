import { sendMail } from "@posthorn/core";

const sent = await sendMail("Grüße from ESM", "Hello, Ada.\n", "from@example.com", ["Ada <ada@example.com>"], {
  htmlMessage: "<p>Hello, <b>Ada</b>.</p>",
});
console.log(sent);
