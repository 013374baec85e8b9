import { EmailMessage, EmailMultiAlternatives, sendMail, sendMassMail } from "@posthorn/core";
import { outbox } from "@posthorn/memory";
import { SmtpBackend } from "@posthorn/smtp";
import { expect, test } from "vitest";
import { startCatchingServer } from "./catching-server.ts";
import { useOutbox } from "./use-outbox.ts";
import { read } from "./written.ts";

useOutbox();

test("P2.1: sendMail takes subject, message, fromEmail and recipientList in this order, then options by name", async () => {
  await using server = await startCatchingServer();
  const connection = new SmtpBackend({ host: "127.0.0.1", port: server.port });
  const options = { failSilently: false, connection, htmlMessage: "<p>Body</p>" };
  expect(await sendMail("Subject", "Body", "from@example.com", ["to@example.com"], options)).toBe(1);
  expect(server.mails.map(({ sender, recipients }) => [sender, recipients])).toEqual([
    ["from@example.com", ["to@example.com"]],
  ]);
  const options2 = { authUser: null, authPassword: null };
  expect(await sendMail("Subject", "Body", "from@example.com", ["to@example.com"], options2)).toBe(1);
  expect(outbox).toMatchObject([
    { subject: "Subject", body: "Body", fromEmail: "from@example.com", to: ["to@example.com"] },
  ]);
});

test("P2.1: a misspelled option of sendMail is a TypeError, and nothing is sent", async () => {
  const options = { fail_silently: true } as object;
  await expect(sendMail("Subject", "Body", null, ["to@example.com"], options)).rejects.toThrow(
    'sendMail() takes no option "fail_silently"; it takes failSilently, signal, connection, using, authUser, authPassword, htmlMessage.',
  );
  expect(outbox).toEqual([]);
});

test("P6.1: one sendMail() to John and Jane is a single mail with both in the To header", async () => {
  expect(await sendMail("Subject", "Message.", "from@example.com", ["john@example.com", "jane@example.com"])).toBe(1);
  expect(outbox).toHaveLength(1);
  const { to } = await read(outbox[0] as EmailMessage);
  expect(to?.map(({ address }) => address)).toEqual(["john@example.com", "jane@example.com"]);
});

test("P6.2: one sendMassMail() with an element for John and one for Jane sends each a mail of their own", async () => {
  const sent = await sendMassMail([
    ["Subject", "Message.", "from@example.com", ["john@example.com"]],
    ["Subject", "Message.", "from@example.com", ["jane@example.com"]],
  ]);
  expect(sent).toBe(2);
  expect(outbox.map((message) => message.recipients())).toEqual([["john@example.com"], ["jane@example.com"]]);
});

test("P8.1: what sendMail and sendMassMail send is an EmailMessage", async () => {
  await sendMail("One", "Body", null, ["to@example.com"]);
  await sendMassMail([["Two", "Body", null, ["to@example.com"]]]);
  expect(outbox).toEqual([expect.any(EmailMultiAlternatives), expect.any(EmailMessage)]);
});

test("P8.2: blind copies, attachments and parts are there in the classes, not in the functions", async () => {
  for (const option of ["cc", "bcc", "replyTo", "headers", "attachments", "alternatives"]) {
    const options = { [option]: [] } as object;
    await expect(sendMail("Subject", "Body", null, ["to@example.com"], options)).rejects.toThrow(
      `sendMail() takes no option "${option}"`,
    );
  }
  const message = new EmailMultiAlternatives("Subject", "Body", null, ["to@example.com"], {
    bcc: ["bcc@example.com"],
    attachments: [["a.txt", "File"]],
    alternatives: [["<p>Body</p>", "text/html"]],
  });
  expect(await message.send()).toBe(1);
  const [sent = new EmailMessage()] = outbox;
  expect(sent.recipients()).toEqual(["to@example.com", "bcc@example.com"]);
  expect(await read(sent)).toMatchObject({ html: "<p>Body</p>\n", attachments: [{ filename: "a.txt" }] });
});
