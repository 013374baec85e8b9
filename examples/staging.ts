import { configureMail, sendMail } from "@posthorn/core";

const unsubscribed = new Set(["bob@example.com"]);

configureMail({
  beforeSend(message) {
    if (message.to.some((address) => unsubscribed.has(address))) return null;
    if (process.env.NODE_ENV === "production") return message;
    const copy = message.copy();
    copy.subject = `[for ${message.recipients().join(", ")}] ${message.subject}`;
    copy.to = ["staging@example.com"];
    copy.cc = [];
    copy.bcc = [];
    return copy;
  },
});

console.log(await sendMail("Your order has shipped", "Today.", "orders@example.com", ["zoe@example.com"])); // 1
console.log(await sendMail("Your order has shipped", "Today.", "orders@example.com", ["bob@example.com"])); // 0
