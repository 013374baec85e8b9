import { readFile } from "node:fs/promises";
import { EmailMultiAlternatives } from "@posthorn/core";
import { HeaderField, MimePart } from "@posthorn/core/mime";

const map = new MimePart({
  contentType: "image/png",
  headers: [
    HeaderField.unstructured("Content-ID", "<weather-map@example.com>"),
    HeaderField.parameterized("Content-Disposition", "inline", [["filename", "weather-map.png"]]),
  ],
  content: await readFile("images/weather-map.png"),
});

const message = new EmailMultiAlternatives({
  subject: "The weekend's weather",
  body: "Rain on Saturday, sun on Sunday.",
  html: '<p>Rain on Saturday, sun on Sunday.</p><img src="cid:weather-map@example.com" alt="A front over the coast">',
  to: ["skipper@example.com"],
});
message.attach(map);
await message.send();
