import { EmailAlternative, EmailMultiAlternatives } from "@posthorn/core";

const event = [
  "BEGIN:VCALENDAR",
  "VERSION:2.0",
  "PRODID:-//Example Band//Rehearsals//EN",
  "METHOD:REQUEST",
  "BEGIN:VEVENT",
  "UID:rehearsal-2026-11-27@example.com",
  "DTSTAMP:20261120T090000Z",
  "DTSTART:20261127T190000Z",
  "DTEND:20261127T210000Z",
  "SUMMARY:Rehearsal",
  "ORGANIZER:mailto:secretary@example.com",
  "ATTENDEE;RSVP=TRUE:mailto:ada@example.com",
  "END:VEVENT",
  "END:VCALENDAR",
].join("\r\n");

const invitation = new EmailMultiAlternatives({
  subject: "Rehearsal on Friday",
  body: "We meet at seven in the parish hall.",
  fromEmail: "Brass Band <secretary@example.com>",
  to: ["ada@example.com"],
  alternatives: [new EmailAlternative(event, "text/calendar; method=REQUEST")],
});
await invitation.send();
