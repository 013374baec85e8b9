import { EmailMessage, getConnection } from "@posthorn/core";

const connection = await getConnection();
const messages = await notificationsOfToday();
const sent = await connection.sendMessages(messages);

console.log(`${sent} notifications accepted`);

async function notificationsOfToday(): Promise<EmailMessage[]> {
  const due = [
    { title: "The Third Policeman", reader: "ada@example.com" },
    { title: "At Swim-Two-Birds", reader: "bob@example.com" },
  ];
  return due.map(
    ({ title, reader }) => new EmailMessage("Due today", `Please return “${title}”.`, "library@example.com", [reader]),
  );
}
