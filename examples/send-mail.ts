import { sendMail } from "@posthorn/core";

const sent = await sendMail(
  "Your order has shipped",
  "It left our workshop in Galway this morning.",
  "Example Shop <orders@example.com>",
  ["zoe@example.com"],
);

console.log(`${sent} message accepted`);
