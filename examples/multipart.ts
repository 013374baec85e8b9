import { EmailMultiAlternatives } from "@posthorn/core";

const message = new EmailMultiAlternatives({
  subject: "Your order №42",
  body: "Thank you, Zoë. Your receipt is attached.",
  fromEmail: "Example Shop <shop@example.com>",
  to: ["Zoë O'Brien <zoe@example.com>"],
  bcc: ["archive@example.com"],
  replyTo: ["support@example.com"],
  headers: { "List-Unsubscribe": "<mailto:unsubscribe@example.com>" },
});
message.attachAlternative("<p>Thank you, <b>Zoë</b>. Your receipt is attached.</p>", "text/html");
message.attach("receipt.csv", "item,price\ncoffee,3.50\n");

const { sent, deliveries } = await message.deliver();

for (const { outcome, recipients } of deliveries) {
  console.log(outcome, recipients.map(({ address }) => address).join(", "));
}
console.log(`${sent} message accepted`);
