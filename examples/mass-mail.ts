import { type MassMailItem, sendMassMail } from "@posthorn/core";

const toPlayers: MassMailItem = [
  "Rehearsal on Friday",
  "We meet at seven in the parish hall.",
  "Brass Band <secretary@example.com>",
  ["ada@example.com", "bob@example.com"],
];
const toCaretaker: MassMailItem = [
  "The hall on Friday",
  "Please open the parish hall at half past six.",
  "Brass Band <secretary@example.com>",
  ["caretaker@example.org"],
];
const sent = await sendMassMail([toPlayers, toCaretaker]);

console.log(`${sent} messages accepted over one connection`);
