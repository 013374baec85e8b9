import { sendMail } from "@posthorn/core";

const sent = await sendMail("Your order has shipped", "It leaves today.", "orders@example.com", ["zoe@example.com"], {
  htmlMessage: "<p>It leaves <b>today</b>.</p>",
});

console.log(`${sent} message accepted`);
