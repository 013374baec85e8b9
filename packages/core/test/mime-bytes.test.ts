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
};

describe.each(Object.keys(messages))("the message %s", (name) => {
  test(`is written to the octet as fixtures/${name}.eml`, () => {
    const written = Buffer.from(messages[name]?.().message().toBytes() ?? []).toString("latin1");
    expect(written).toBe(readFileSync(join(import.meta.dirname, "fixtures", `${name}.eml`), "latin1"));
  });
});
