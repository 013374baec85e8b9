import { EmailMultiAlternatives } from "@posthorn/core";

const subject = "Doors open earlier";
const fromEmail = "Example Theatre <box-office@example.com>";
const to = "zoe@example.com";
const text = "The doors open at seven, not at eight.";
const html = "<p>The doors open at <strong>seven</strong>, not at eight.</p>";

const message = new EmailMultiAlternatives(subject, text, fromEmail, [to]);
message.attachAlternative(html, "text/html");
await message.send();

const same = new EmailMultiAlternatives(subject, text, fromEmail, [to], { html });
await same.send();
