import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { EmailMessage, EmailMultiAlternatives } from "../src/index.ts";
import { useFixedSources } from "./fixed-sources.ts";

useFixedSources();

const messages: Readonly<Record<string, () => EmailMessage>> = {
  "plain-text": () =>
    new EmailMessage("Hello", "First line\nSecond line\r\n.dot\n", "Fred <from@example.com>", ["to@example.com"]),
  "utf-8": () =>
    new EmailMessage(
      "Grüße aus Köln, ein Betreff, der über mehrere Zeilen geht und überall heil ankommt",
      "Schöne Grüße,\nZoë = 100 % \n",
      '"Zoë, die Erste" <from@exämple.de>',
      ["Ola Nordmann <ola@example.no>", '"Doe, Jane" <jane@example.com>'],
    ),
  "text-and-html": () => {
    const message = new EmailMultiAlternatives("Hello", "Hello, Wörld", "from@example.com", ["to@example.com"]);
    message.attachAlternative("<p>Hello, <b>Wörld</b></p>", "text/html");
    return message;
  },
  everything: () => {
    const message = new EmailMultiAlternatives(
      "Your receipt",
      "Thank you.",
      null,
      ["to@example.com"],
      ["hidden@example.com"],
      {
        cc: ["cc@example.com"],
        replyTo: ["Support <support@example.com>"],
        headers: { "X-Order": "42", "List-Unsubscribe": "<mailto:unsub@example.com>" },
      },
    );
    message.attachAlternative("<p>Thank you.</p>", "text/html");
    message.attach("receipt.pdf", new Uint8Array(Array.from({ length: 120 }, (_, index) => index)));
    message.attach("une pièce jointe.txt", "Grüße\n");
    return message;
  },
  "inline-image": () => {
    const message = new EmailMultiAlternatives("Your receipt", "Thank you.", "from@example.com", ["to@example.com"], {
      html: '<p>Thank you.</p><img src="cid:logo@example.com" alt="Logo">',
    });
    message.attach("logo.png", Uint8Array.of(0x89, 0x50, 0x4e, 0x47), { contentId: "logo@example.com" });
    message.attach("receipt.pdf", Uint8Array.of(0x25, 0x50, 0x44, 0x46));
    return message;
  },
  "nested-message": () => {
    const nested = new EmailMessage(
      "Grüße",
      "Schöne Grüße",
      "a@example.com",
      ["b@example.com"],
      ["hidden@example.com"],
    );
    const message = new EmailMessage("Forwarded", "See below.", "from@example.com", ["to@example.com"]);
    message.attach("grüße.eml", nested, "message/rfc822");
    message.attach(
      "raw.eml",
      new TextEncoder().encode("Subject: raw\nContent-Type: text/plain; charset=utf-8\n\nGrüße\n"),
    );
    return message;
  },
};

describe.each(Object.keys(messages))("the message %s", (name) => {
  test(`is written to the octet as fixtures/${name}.eml`, () => {
    const written = Buffer.from(messages[name]?.().message().toBytes() ?? []).toString("latin1");
    expect(written).toBe(readFileSync(join(import.meta.dirname, "fixtures", `${name}.eml`), "latin1"));
  });
});
