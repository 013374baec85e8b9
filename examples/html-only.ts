import { EmailMessage } from "@posthorn/core";

const html = "<h1>Boiler 2</h1><p>71 °C, and falling.</p>";

const message = new EmailMessage("Boiler report", html, "boiler@example.com", ["caretaker@example.com"]);
message.contentSubtype = "html"; // the body is text/html now
await message.send();
