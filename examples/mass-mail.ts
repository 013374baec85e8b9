import { EmailMessage, openConnection, sendMassMail } from "@posthorn/core";

const sent = await sendMassMail([
  ["Subject here", "Here is the message.", "from@example.com", ["first@example.com", "other@example.com"]],
  ["Another subject", "Here is another message.", "from@example.com", ["second@example.com"]],
]);
console.log(`${sent} messages accepted over one connection`);

// A connection that stays open for as long as this block runs.
{
  await using connection = await openConnection();
  for (const name of ["ada", "bob"]) {
    const message = new EmailMessage("Hello", `Hello ${name}!`, "from@example.com", [`${name}@example.com`], {
      connection,
    });
    await message.send();
  }
  await connection.sendMessages([new EmailMessage({ subject: "Last one", to: ["carl@example.com"] })]);
}
