import { EmailMultiAlternatives } from "@posthorn/core";

/** A draft that has all a message needs. */
export function draft(options = {}) {
  return new EmailMultiAlternatives({
    subject: "Subject",
    body: "Body",
    fromEmail: "from@example.com",
    to: ["to@example.com"],
    ...options,
  });
}
