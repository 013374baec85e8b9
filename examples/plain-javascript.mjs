import { EmailMessage, openConnection } from "@posthorn/core";

const connection = await openConnection();
try {
  await connection.sendMessages([
    new EmailMessage("Your seat", "Row 4, seat 11.", "box-office@example.com", ["ada@example.com"]),
    new EmailMessage("Your seat", "Row 4, seat 12.", "box-office@example.com", ["bob@example.com"]),
  ]);
} finally {
  await connection.close();
}
