import { autoSubmitted, EmailMessage, replyHeaders } from "@posthorn/core";

/** A mail that came in, as a parser such as postal-mime tells it. */
const ticket = {
  subject: "Broken bell",
  from: "zoe@example.com",
  messageId: "<c0ffee@mail.example.com>",
  references: "<first@mail.example.com>",
};

const answer = new EmailMessage({
  subject: `Re: ${ticket.subject}`,
  body: "We have your mail, and will write by Friday.",
  fromEmail: "support@example.com",
  to: [ticket.from],
  headers: { ...replyHeaders(ticket), ...autoSubmitted("auto-replied") },
});
await answer.send();
