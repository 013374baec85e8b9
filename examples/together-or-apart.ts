import { sendMail, sendMassMail } from "@posthorn/core";

// One message: John and Jane both stand in its To header.
await sendMail("Minutes of the meeting", "They are on the notice board.", "secretary@example.com", [
  "john@example.com",
  "jane@example.com",
]);

// Two messages: neither of them sees the other's address.
await sendMassMail([
  ["Your key", "It is at the porter's lodge.", "secretary@example.com", ["john@example.com"]],
  ["Your key", "It is at the porter's lodge.", "secretary@example.com", ["jane@example.com"]],
]);
