import { EmailMultiAlternatives } from "@posthorn/core";

const message = new EmailMultiAlternatives({
  subject: "The weekend's weather",
  body: "Rain on Saturday, sun on Sunday.",
  html: '<p>Rain on Saturday, sun on Sunday.</p><img src="cid:weather-map@example.com" alt="A front over the coast">',
  to: ["skipper@example.com"],
});
await message.attachFile("images/weather-map.png", { contentId: "weather-map@example.com" });
await message.send();
