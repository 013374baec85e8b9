import { EmailMessage, openConnection } from "@posthorn/core";

const subject = "Your seat";

{
  await using connection = await openConnection();
  await new EmailMessage({ subject, body: "Row 4, seat 11.", to: ["ada@example.com"], connection }).send();
  await new EmailMessage({ subject, body: "Row 4, seat 12.", to: ["bob@example.com"], connection }).send();
}
