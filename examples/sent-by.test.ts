import { configureMail, sendMail } from "@posthorn/core";
import { SmtpBackend } from "@posthorn/smtp";
import { outbox, sentBy } from "@posthorn/testing";
import { afterEach, expect, test } from "vitest";

afterEach(() => configureMail({}));

test("a newsletter goes by the service for many, and says so on the wire", async () => {
  configureMail({ mailers: { bulk: { backend: SmtpBackend, options: { host: "bulk.example.com" } } } });
  await sendMail("News", "There are new mutes.", "news@example.com", ["Zoë <zoe@example.com>"], { using: "bulk" });

  const { mailer, envelope, mime } = sentBy(outbox[0]);

  expect(mailer).toBe("bulk");
  expect(envelope.to).toEqual(["zoe@example.com"]);
  expect(mime.toString()).toContain("To: =?utf-8?q?Zo=C3=AB?= <zoe@example.com>");
});
