import "./mail-settings.ts"; // before anything that sends
import { EmailMessage, sendMail } from "@posthorn/core";

class ArchivedMail extends EmailMessage {
  override recipients(): string[] {
    return [...super.recipients(), "archive@example.com"];
  }
}

console.log(await sendMail("Your order has shipped", "Today.", "orders@example.com", ["zoe@example.com"])); // 1
console.log(await sendMail("Your order has shipped", "Today.", "orders@example.com", ["bob@example.com"])); // 0
console.log(await new ArchivedMail("Your receipt", "Thank you.", "orders@example.com", ["zoe@example.com"]).send()); // 1
