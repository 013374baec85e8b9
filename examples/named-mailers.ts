import { configureMail, EmailMessage, openConnection, sendMail } from "@posthorn/core";

configureMail({
  mailers: {
    marketing: {
      backend: "@posthorn/smtp",
      options: { host: process.env.BULK_HOST ?? "bulk.example.com", port: Number(process.env.BULK_PORT ?? 25) },
    },
  },
});

// Through the server at EMAIL_HOST, as ever.
await sendMail("Your code is 482913", "It is good for ten minutes.", "login@example.com", ["zoe@example.com"]);

// Through the server of the mailer.
await sendMail("New post horns", "In B♭ and in E♭.", "news@example.com", ["zoe@example.com"], { using: "marketing" });
await new EmailMessage("New mutes", "Cup and straight.", "news@example.com", ["bob@example.com"]).send({
  using: "marketing",
});

await using connection = await openConnection({ using: "marketing" });
await connection.sendMessages([new EmailMessage("New valves", "Three.", "news@example.com", ["ada@example.com"])]);
