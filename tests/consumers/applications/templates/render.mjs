import { createTemplates } from "@posthorn/templates";

const { subject, text, html } = await createTemplates({ directory: "emails" }).render(process.argv[2], { name: "Ada" });
console.log(JSON.stringify({ subject, text, html }));
