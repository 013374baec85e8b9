import { readableParts } from "@posthorn/console";
import { EmailMessage, EmailMultiAlternatives } from "@posthorn/core";
import { expect, test } from "vitest";
import { readMail } from "../src/received-mail.ts";

const envelope = { from: "", to: [] };
const octets = (text: string): Uint8Array => new TextEncoder().encode(text);
const mailWith = (...file: [string, string | Uint8Array, string]): EmailMessage =>
  new EmailMessage("Subject", "Body", "a@example.com", ["b@example.com"], { attachments: [file] });

test.each<[string, string | Uint8Array, string]>([
  ["text", "name,code\nZoe,482913", "text/csv"],
  ["text that ends in a line break", "name,code\nZoe,482913\n", "text/csv"],
  ["text that ends in two", "a\n\n", "text/csv"],
  ["text that is written as quoted-printable", "naïve and long\nlines\n", "text/csv"],
  ["text that is written as base64", "日本語\n東京\n", "text/csv"],
  ["octets of text", octets("a,b\n1,2\n"), "text/csv"],
  ["an empty text", "", "text/csv"],
  ["what is no text, with any line breaks", octets("a\r\nb\nc\r"), "application/octet-stream"],
  ["a mail", "From: zoe@example.com\r\nSubject: Bell\r\n\r\nIt does not ring.\r\n", "message/rfc822"],
])("%s that is attached is read as it was, and printed with that size", async (_what, content, mimetype) => {
  const mime = mailWith("file", content, mimetype).message();
  const [file] = (await readMail(mime.toBytes(), envelope)).attachments;
  const attached = typeof content === "string" ? octets(content) : content;
  expect(Buffer.from(file?.content ?? []).toString()).toBe(Buffer.from(attached).toString());
  expect(readableParts(mime).files).toMatchObject([{ size: attached.length }]);
});

test.each([
  ["of one part", new EmailMessage("Subject", "Body", "a@example.com", ["b@example.com"])],
  ["of several", mailWith("a.csv", "a", "text/csv")],
])("a message %s that is attached is a mail, and has the size that is printed", async (_what, inner) => {
  const outer = new EmailMessage("Subject", "Body", "a@example.com", ["b@example.com"]);
  outer.attach(null, inner, "message/rfc822");
  const message = outer.message();
  const [file] = (await readMail(message.toBytes(), envelope)).attachments;
  expect(Buffer.from(file?.content ?? []).toString()).toMatch(/^Subject: Subject\r\n(?:.*\r\n)+$/);
  expect(readableParts(message).files).toMatchObject([{ size: file?.content.length }]);
});

test("octets of UTF-16 stay as they are, also where two of them look like a line break", async () => {
  const content = Uint8Array.of(0x0d, 0x0a, 0x0d, 0x0d);
  const source = `Content-Type: text/plain; charset=utf-16be\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(content).toString("base64")}\r\n`;
  expect((await readMail(octets(source), envelope)).attachments).toMatchObject([{ content }]);
});

test.each(["Body", "Grüße", "naïve and long", "日本語", "two\nlines"])(
  "the text %j is read as it was",
  async (body) => {
    const message = new EmailMultiAlternatives("Subject", body, "a@example.com", ["b@example.com"]);
    expect(await readMail(message.message().toBytes(), envelope)).toMatchObject({ text: body, html: null });
    message.body = `${body}\n`;
    message.attachAlternative(`<p>${body}</p>`, "text/html");
    const html = `<p>${body}</p>`;
    expect(await readMail(message.message().toBytes(), envelope)).toMatchObject({ text: `${body}\n`, html });
  },
);

test("a mail within a mail is a file, also where it is to be shown in place", async () => {
  const inner = "Subject: Inner\r\n\r\nInner text\r\n";
  const source = `Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nText\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n--b--\r\n`;
  const mail = await readMail(octets(source), envelope);
  expect(mail.text).toBe("Text");
  expect(mail.attachments).toMatchObject([{ mimetype: "message/rfc822", content: octets(inner) }]);
});

test("mails within mails, a hundred deep, are read once, not once each", async () => {
  const source = octets(
    `${"Content-Type: message/rfc822\r\n\r\n".repeat(100)}Subject: x\r\n\r\n${"y\r\n".repeat(1000)}`,
  );
  const { attachments } = await readMail(source, envelope);
  expect(attachments.map(({ content }) => content.length)).toEqual([source.length - 32]);
});
