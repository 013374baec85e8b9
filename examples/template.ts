import { createTemplates } from "@posthorn/templates";

const templates = createTemplates({ directory: "emails" });

const message = await templates.message("welcome", {
  context: await templates.preview("welcome"),
  fromEmail: "Example <hello@example.com>",
  to: ["zoe@example.com"],
});
const sent = await message.send();

console.log(`${sent} message accepted: ${message.subject}`);
