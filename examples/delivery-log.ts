import { configureMail, sendMail } from "@posthorn/core";

configureMail({
  afterSend({ message, outcome, messageId, recipients }) {
    const refused = recipients.filter((recipient) => recipient.outcome === "refused").map(({ address }) => address);
    console.log(JSON.stringify({ outcome, messageId, subject: message.subject, refused }));
  },
});

await sendMail("Minutes", "They are on the notice board.", "secretary@example.com", [
  "ada@example.com",
  "nobody@example.com",
]);
