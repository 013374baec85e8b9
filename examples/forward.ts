import { EmailAttachment, EmailMessage } from "@posthorn/core";

const complaint = new EmailMessage("Broken bell", "The bell came bent.", "zoe@example.com", ["support@example.com"]);

const forwarded = new EmailMessage({
  subject: "For the workshop",
  body: "Can we mend this? The complaint and the order are attached.",
  to: ["workshop@example.com"],
  attachments: [
    new EmailAttachment("complaint.eml", complaint, "message/rfc822"),
    ["order.json", JSON.stringify({ number: "PH-20417" }), "application/json"],
  ],
});
await forwarded.send();
