import { EmailMessage, getConnection } from "@posthorn/core";
import { SmtpBackend } from "@posthorn/smtp";

const connection = await getConnection(SmtpBackend, {
  host: process.env.SHOP_HOST ?? "mail.example.com",
  port: Number(process.env.SHOP_PORT ?? 587),
  useTls: true,
  username: "orders",
  password: process.env.SHOP_PASSWORD ?? "",
});
await connection.sendMessages([
  new EmailMessage("Your order has shipped", "It leaves today.", "orders@example.com", ["zoe@example.com"]),
  new EmailMessage("Your order has shipped", "It leaves today.", "orders@example.com", ["bob@example.com"]),
]);
