import { type MassMailItem, sendMassMail } from "@posthorn/core";

interface Player {
  readonly name: string;
  readonly email: string;
}

function reminder({ name, email }: Player): MassMailItem {
  const subject = "Rehearsal on Friday";
  const body = `Dear ${name},\n\nwe meet at seven in the parish hall.\n`;
  const fromEmail = "Brass Band <secretary@example.com>";
  const recipientList = [email];
  return [subject, body, fromEmail, recipientList];
}

const players = [
  { name: "Ada", email: "ada@example.com" },
  { name: "Zoë", email: "zoe@example.com" },
];
await sendMassMail(players.map(reminder));
