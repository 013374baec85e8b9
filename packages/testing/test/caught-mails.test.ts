import { EmailMultiAlternatives } from "@posthorn/core";
import { SmtpBackend } from "@posthorn/smtp";
import { expect, test } from "vitest";
import { type Catcher, type CaughtMail, startCatcher } from "../src/catcher/index.ts";
import { expectMail } from "../src/index.ts";
import { readMail } from "../src/received-mail.ts";
import type {} from "../src/setup.ts";
import { failureOf } from "./failure-of.ts";

const shipped = (): EmailMultiAlternatives =>
  new EmailMultiAlternatives("Shipped", "It is on its way.", '"Shop, Galway" <shop@example.com>', {
    to: ["Zoë <zoe@bücher.example>", '"Doe, J" <doe@example.com>'],
    cc: ["bob@example.com"],
    bcc: ["audit@example.com"],
    replyTo: ["help@example.com"],
    headers: { "X-Order": "PH-20417" },
    html: '<p>It is on <a href="https://shop.example/way">its way</a>.</p>',
    attachments: [["terms.pdf", new Uint8Array([1, 2, 3]), "application/pdf"]],
  });

async function caught(catcher: Catcher): Promise<readonly CaughtMail[]> {
  await new SmtpBackend({ host: catcher.host, port: catcher.port }).sendMessages([shipped()]);
  return catcher.mails;
}

test("the criteria and the matchers say of what a catcher took what they say of an outbox", async () => {
  await using catcher = await startCatcher();
  const mails = await caught(catcher);
  const [mail] = mails;
  expect(mails).toHaveSent({
    from: '"Shop, Galway" <shop@example.com>',
    to: ["Zoë <zoe@bücher.example>", '"Doe, J" <doe@example.com>'],
    cc: ["bob@example.com"],
    bcc: ["audit@example.com"],
    replyTo: "help@example.com",
    subject: "Shipped",
    text: "It is on its way.",
    body: "It is on its way.",
    html: /way/,
    headers: { "x-order": /^PH-/ },
    attachments: [{ filename: "terms.pdf", mimetype: "application/pdf", content: new Uint8Array([1, 2, 3]) }],
  });
  expect(mails).toHaveSentTimes(1, { recipients: "Zoë <zoe@bücher.example>" });
  expect(mails).toHaveSent(({ secure }: CaughtMail) => !secure);
  expect(mails).not.toHaveSent({ mailer: /./ });
  expect(mail).toHaveSubject("Shipped");
  expect(mail).toHaveTextBody("It is on its way.");
  expect(mail).toHaveLink("https://shop.example/way");
  expect(mail).toBeAddressedTo("audit@example.com", "bob@example.com");
  expect(mail).bodyContains("It is on");
  expect(mail).not.bodyContains("on its way");
  expect([...mails]).toEqual([expect.toHaveHeader("X-Order")]);
  expectMail(mail).toHaveAttachment("terms.pdf");
});

test("a mail that has no text contains none", async () => {
  const source = new TextEncoder().encode("Subject: A file\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7\r\n");
  const mail = await readMail(source, { from: "", to: ["zoe@example.com"] });
  expect(mail).not.bodyContains("");
  expect(failureOf(() => expect(mail).bodyContains("PDF"))).toContain("missing   it has no text");
  expect([mail]).toHaveSent({ body: "", attachments: [{ mimetype: "application/pdf" }] });
});

test("what fails of what a catcher took shows what arrived", async () => {
  await using catcher = await startCatcher();
  expect(catcher.mails).not.toHaveSent();
  expect(failureOf(() => expect(catcher.mails).toHaveSent({ subject: "Shipped" }))).toBe(
    'Expected a message with\n  subject  "Shipped"\n\nNothing arrived.',
  );
  const mails = await caught(catcher);
  expect(failureOf(() => expect(mails).toHaveSent({ subject: "Shopped" }))).toBe(`Expected a message with
  subject  "Shopped"

1 mail arrived, and it differs:

  mails[0]
    From: "Shop, Galway" <shop@example.com>
    To: Zoë <zoe@xn--bcher-kva.example>, "Doe, J" <doe@example.com>
    Cc: bob@example.com
    Bcc: audit@example.com
    Reply-To: help@example.com
    Subject: Shipped
    Attachments: terms.pdf (application/pdf, 3 octets)
    ✗ subject
        expected  "Shopped"
        sent      "Shipped"
                     ^
    text/plain:
      It is on its way.
    text/html, as it reads:
      It is on its way <https://shop.example/way>.`);
  expect(failureOf(() => expect(mails).toHaveSubject("Shopped"))).toContain("Expected a message among the mails with");
});
