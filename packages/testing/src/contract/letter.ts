import { EmailMultiAlternatives, type EmailMultiAlternativesOptions } from "@posthorn/core";

/** A draft that every backend can carry, but for what a case adds to it. */
export function letter(subject: string, options: EmailMultiAlternativesOptions = {}): EmailMultiAlternatives {
  return new EmailMultiAlternatives({
    subject,
    body: "Your table is booked.",
    fromEmail: "Bistro <bistro@example.com>",
    to: ["ada@example.com"],
    ...options,
  });
}
