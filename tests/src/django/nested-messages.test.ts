import { type AttachmentContent, EmailMessage, EmailMultiAlternatives, InvalidMessageError } from "@posthorn/core";
import PostalMime, { type Attachment, type Email } from "postal-mime";
import { describe, expect, test } from "vitest";

const RAW = "Subject: Raw\nFrom: raw@example.com\nDate: Fri, 09 Nov 2001 01:08:47 +0000\n\nRaw body\n";

const inner = (): EmailMultiAlternatives =>
  new EmailMultiAlternatives("Grüße", "Körper", "inner@example.com", ["to@example.com"], ["hidden@example.com"], {
    html: "<p>Körper</p>",
    attachments: [["a.bin", Uint8Array.of(1, 2)]],
  });

const message = (content: AttachmentContent, mimetype: string | null = "message/rfc822"): EmailMessage =>
  new EmailMessage("Outer", "Hello", "from@example.com", ["to@example.com"], {
    attachments: [["in.eml", content, mimetype]],
  });

/** The nested messages of a mail, not read into it. */
async function nestedIn(bytes: Uint8Array | ArrayBuffer): Promise<readonly Attachment[]> {
  return (await PostalMime.parse(bytes, { forceRfc822Attachments: true })).attachments;
}

/** The first nested message, as a reader gets it. */
async function nested(bytes: Uint8Array | ArrayBuffer): Promise<Email> {
  const [attachment] = await nestedIn(bytes);
  return PostalMime.parse(attachment?.content ?? "", { forceRfc822Attachments: true });
}

describe("a message/rfc822 attachment", () => {
  test.each([
    ["an EmailMessage", inner(), "Grüße", "Körper"],
    ["a MimePart", inner().message(), "Grüße", "Körper"],
    ["text", RAW, "Raw", "Raw body"],
    ["octets in UTF-8", new TextEncoder().encode(RAW.replaceAll("\n", "\r\n")), "Raw", "Raw body"],
  ] as const)(
    "B11.1: is made of %s, and is a message of its own that is never encoded",
    async (_of, content, subject, text) => {
      const part = message(content).message().children[1];
      expect([part?.contentType, part?.transferEncoding]).toEqual(["message/rfc822", "7bit"]);
      const bytes = message(content).message().toBytes();
      expect(await nestedIn(bytes)).toMatchObject([{ filename: "in.eml", mimeType: "message/rfc822" }]);
      expect(new TextDecoder().decode(bytes)).toMatch(/^Subject: (?:Raw|=\?utf-8\?.*)\r$/m);
      const read = await nested(bytes);
      expect([read.subject, read.text?.trim()]).toEqual([subject, text]);
    },
  );

  test("B11.1: that is made of an EmailMessage has its alternatives and attachments", async () => {
    const { html, attachments } = await nested(message(inner()).message().toBytes());
    expect(html?.trim()).toBe("<p>Körper</p>");
    expect(attachments.map(({ filename }) => filename)).toEqual(["a.bin"]);
  });

  test("B11.1: is made of octets whose line breaks are line feeds, as those of a file are", async () => {
    const read = await nested(message(new TextEncoder().encode(RAW)).message().toBytes());
    expect([read.subject, read.text?.trim()]).toEqual(["Raw", "Raw body"]);
  });

  test("B11.2: has a Date and a Message-ID of its own, and never its bcc", async () => {
    const bytes = message(inner()).message().toBytes();
    const outer = await PostalMime.parse(bytes);
    const read = await nested(bytes);
    expect(read.messageId).toMatch(/^<.+@example\.com>$/);
    expect(read.messageId).not.toBe(outer.messageId);
    expect(Number.isNaN(Date.parse(read.date ?? ""))).toBe(false);
    expect(read.bcc).toBeUndefined();
    expect(new TextDecoder().decode(bytes)).not.toContain("hidden@example.com");
  });

  test("B11.3: holds a message that holds a message", async () => {
    const middle = new EmailMessage({ subject: "Middle", fromEmail: "m@example.com", body: "Middle body" });
    middle.attach("2.eml", inner(), "message/rfc822");
    const read = await nested(message(middle).message().toBytes());
    expect(read.subject).toBe("Middle");
    const deepest = await PostalMime.parse(read.attachments[0]?.content ?? "");
    expect([deepest.subject, deepest.text?.trim()]).toEqual(["Grüße", "Körper"]);
  });

  test("B11.6: is 8bit if its text is not ASCII, as is what holds it", async () => {
    const mime = message(`${RAW}Grüße\n`).message();
    expect([...mime.walk()].map(({ transferEncoding }) => transferEncoding)).toEqual(["8bit", "7bit", "8bit"]);
    expect((await nested(mime.toBytes())).text).toContain("Grüße");
  });

  test.each(["No header, and no body", ""])(
    "B11.7: is the body of one without a header if it is no message: %j",
    async (text) => {
      expect((await nested(message(text).message().toBytes())).text?.trim() ?? "").toBe(text);
      const octets = message(new TextEncoder().encode(text)).message();
      expect((await nested(octets.toBytes())).text?.trim() ?? "").toBe(text);
    },
  );

  test("B11.4: is what a name that ends in .eml stands for", async () => {
    expect(message(RAW, null).attachments[0]?.mimetype).toBe("message/rfc822");
    expect((await nested(message(RAW, null).message().toBytes())).subject).toBe("Raw");
  });
});

test.each(["text/plain", "application/octet-stream"])(
  "B11.8: a message under the media type %s is an error, at once",
  (mimetype) => {
    expect(() => message(inner(), mimetype)).toThrow(InvalidMessageError);
    expect(() => message(inner(), mimetype)).toThrow(
      `The attachment "in.eml" is a message, whose media type is message/rfc822; got ${JSON.stringify(mimetype)}.`,
    );
  },
);

test("B11.9: a message/delivery-status goes out as it is", async () => {
  const status = "Reporting-MTA: dns; example.com\r\n\r\n";
  const bytes = message(status, "message/delivery-status").message().toBytes();
  const [attachment] = await nestedIn(bytes);
  expect(attachment?.mimeType).toBe("message/delivery-status");
  expect(new TextDecoder().decode(bytes)).toContain(`\r\n\r\n${status}`);
});
