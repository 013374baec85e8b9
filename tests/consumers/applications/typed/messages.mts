import { EmailAlternative, EmailAttachment, EmailMessage, EmailMultiAlternatives } from "@posthorn/core";

const message = new EmailMultiAlternatives("Subject", "Body", null, ["to@example.com"], {
  html: "<p>Body</p>",
  cc: new Set(["cc@example.com"]),
  headers: { "X-Tag": "a" },
  attachments: [
    ["report.csv", "a,b", "text/csv"],
    [null, new Uint8Array([1])],
    new EmailAttachment("forwarded.eml", new EmailMessage(), "message/rfc822"),
  ],
});
const html: string | null = message.html;
message.html = html === null ? "<p>Body</p>" : null;
message.attachAlternative("BEGIN:VCALENDAR", "text/calendar");
message.attach("design.png", new Uint8Array([1]), "image/png");
await message.attachFile(new URL("report.pdf", import.meta.url));
export const copy: EmailMultiAlternatives = message.copy();
export const sent: number = await message.send({ using: "marketing", failSilently: true });

for (const attachment of message.attachments) {
  const [filename, content, mimetype] = attachment;
  const again = new Map([[filename, [content, mimetype]]]);
  const name: string | null = attachment[0];
  const type: string = attachment[2];
  const octets: number = attachment.content instanceof Uint8Array ? attachment.content.length : again.size;
  console.log(name, type, octets);
}
for (const alternative of message.alternatives) {
  const [content, mimetype] = alternative;
  const type: string = alternative[1];
  console.log(content, mimetype, type, new EmailAlternative(alternative.content, type));
}

// @ts-expect-error HTML is text.
message.html = new Uint8Array([1]);
// @ts-expect-error It can be taken away by null, and is never undefined.
message.html = undefined;
// @ts-expect-error There is no fourth element.
console.log(message.attachments[0]?.[3]);
// @ts-expect-error A plain message has no HTML.
new EmailMessage({ html: "<p>Body</p>" });
// @ts-expect-error Recipients are a list.
new EmailMessage({ to: "to@example.com" });
// @ts-expect-error An attachment needs its content.
new EmailAttachment("report.csv");
// @ts-expect-error A call's connection is the message's own.
await message.send({ connection: null });
