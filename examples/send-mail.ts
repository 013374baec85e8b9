import { sendMail } from "@posthorn/core";

const sent = await sendMail("Subject here", "Here is the message.", "from@example.com", ["to@example.com"], {
  htmlMessage: "<p>Here is the <b>message</b>.</p>",
});

console.log(`${sent} message accepted`);
