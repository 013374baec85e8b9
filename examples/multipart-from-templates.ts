import { EmailMultiAlternatives } from "@posthorn/core";
import { createTemplates } from "@posthorn/templates";

const templates = createTemplates({ directory: "emails" });
const context = await templates.preview("receipt");

// The text first, then the HTML.
const text = await templates.renderToString("receipt/body.txt", context);
const html = await templates.renderToString("receipt/body.mjml", context);

const message = new EmailMultiAlternatives(
  "Your receipt for order PH-20417",
  text,
  "Example Shop <orders@example.com>",
  ["zoe@example.com"],
  { headers: { "List-Unsubscribe": "<mailto:unsubscribe@example.com>" } },
);
message.attachAlternative(html, "text/html");
await message.send();
