import { EmailMessage } from "@posthorn/core";

const message = new EmailMessage(
  "Your table on Friday",
  "It is reserved for eight o'clock.",
  "Example Inn <bookings@example.com>",
  ["ada@example.com", "Bob <bob@example.com>"],
  ["archive@example.com"],
  { replyTo: ["host@example.com"], headers: { "Message-ID": "<booking-1042@example.com>" } },
);
await message.send();

const same = new EmailMessage({
  subject: "Your table on Friday",
  body: "It is reserved for eight o'clock.",
  fromEmail: "Example Inn <bookings@example.com>",
  to: ["ada@example.com", "Bob <bob@example.com>"],
  bcc: ["archive@example.com"],
  replyTo: ["host@example.com"],
});
same.subject = "Your table on Saturday";
await same.send();
