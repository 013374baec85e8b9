import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { EmailMessage } from "@posthorn/core";

const message = new EmailMessage("The weekend's weather", "The map is attached.", null, ["skipper@example.com"]);
await message.attachFile("images/weather-map.png");

const mime = message.message();
console.log(`${mime.size} octets, ${mime.isRepeatable ? "which can be written again" : "once"}`);
await pipeline(mime.stream(), createWriteStream(join(process.env.ARCHIVE ?? ".", "weather.eml")));
