import { SmtpBackend } from "@posthorn/smtp";
import { createTemplates } from "@posthorn/templates";
import PostalMime, { type Email } from "postal-mime";
import { expect, test } from "vitest";
import { type MailServer, startAiosmtpd, startSmtpSink } from "./partner.ts";

const templates = createTemplates({ directory: new URL("../../examples/emails", import.meta.url) });
const attachment = Uint8Array.from({ length: 5000 }, (_, index) => index % 251);

/** Sends the welcome template to a server, and reads what that server wrote. */
async function sendWelcome(
  server: MailServer,
): Promise<{ read: Email; rendered: Awaited<ReturnType<typeof templates.render>> }> {
  const context = await templates.preview("welcome");
  const connection = new SmtpBackend({ host: "127.0.0.1", port: server.port, timeout: 10 });
  const message = await templates.message("welcome", {
    context,
    fromEmail: "Posthorn <hello@example.com>",
    to: ["Zoë O'Brien <zoe@example.com>"],
    attachments: [["Würde.bin", attachment]],
    connection,
  });
  expect(await message.send()).toBe(1);
  const [mail] = await server.mails(1);
  return { read: await PostalMime.parse(mail ?? ""), rendered: await templates.render("welcome", context) };
}

function expectWelcome({ read, rendered }: Awaited<ReturnType<typeof sendWelcome>>): void {
  const lines = (text: string | undefined): string => (text ?? "").replaceAll("\r\n", "\n").trimEnd();
  expect(read.subject).toBe(rendered.subject);
  expect(read.to).toEqual([{ name: "Zoë O'Brien", address: "zoe@example.com" }]);
  expect(lines(read.text)).toBe(lines(rendered.text));
  expect(lines(read.html)).toBe(lines(rendered.html));
  expect(read.attachments.map(({ filename }) => filename)).toEqual(["Würde.bin"]);
  expect(new Uint8Array(read.attachments[0]?.content as ArrayBuffer)).toEqual(attachment);
}

test("the welcome template arrives at aiosmtpd with its subject, text, HTML and attachment", async (context) => {
  await using server = await startAiosmtpd(context);
  expectWelcome(await sendWelcome(server));
});

test("the welcome template arrives at smtp-sink with its subject, text, HTML and attachment", async (context) => {
  await using server = await startSmtpSink(context);
  expectWelcome(await sendWelcome(server));
});
