import { EmailMessage } from "@posthorn/core";

const message = new EmailMessage("The weekend's weather", "Map and chart are attached.", null, ["skipper@example.com"]);

message.attach("wind.png", windChart(), "image/png");
message.attach("wind.csv", "day,force\nSaturday,4\nSunday,6\n");

await message.attachFile("images/weather-map.png");

// An upload has the name that its sender gave it, not that of the temporary file.
const upload = { path: "images/weather-map.png", name: "Front over the coast.png" };
await message.attachFile(upload.path, { filename: upload.name });

await message.send();

for (const { filename, mimetype } of message.attachments) console.log(`${filename}: ${mimetype}`);

function windChart(): Uint8Array {
  const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  return Buffer.from(png, "base64");
}
