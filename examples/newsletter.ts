import { autoSubmitted, EmailMessage, listUnsubscribe } from "@posthorn/core";

const issue = new EmailMessage({
  subject: "The Post Horn, No. 42",
  body: "In this issue: mutes.",
  fromEmail: "The Post Horn <editor@example.com>",
  to: ["zoe@example.com"],
  headers: {
    ...listUnsubscribe({
      url: "https://example.com/unsubscribe?token=8f2c",
      mailto: "unsubscribe@example.com",
      oneClick: true,
    }),
    ...autoSubmitted(),
  },
});
await issue.send();
