import { configureMail, sendMail } from "@posthorn/core";

configureMail({
  mailers: {
    default: {
      backend: "@posthorn/file",
      options: { filePath: process.env.EMAIL_FILE_PATH ?? "outbox", format: "eml" },
    },
  },
});

await sendMail("Your code is 482913", "It is good for ten minutes.", "login@example.com", ["zoe@example.com"]);
