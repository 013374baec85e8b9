import { EmailMessage } from "@posthorn/core";

const message = new EmailMessage("Minutes", "They are attached.", "secretary@example.com", [
  "ada@example.com",
  "nobody@example.com",
]);
message.attach("minutes.txt", "1. The bell is mended.\n");

const { sent, deliveries } = await message.deliver();

console.log(`${sent} message accepted`);
for (const { outcome, messageId, recipients } of deliveries) {
  console.log(outcome, messageId);
  for (const { address, outcome: fate, response } of recipients) console.log(`  ${address}: ${fate} (${response})`);
}
