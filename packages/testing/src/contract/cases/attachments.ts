import type { ReceivedAttachment } from "../../received-mail.ts";
import type { ArrivedMail } from "../backend-under-test.ts";
import type { ContractCase } from "../contract-case.ts";
import { expectSame, expectSameOctets, expectThat } from "../expectation.ts";
import { letter } from "../letter.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Every octet there is, and one more, so that no group of base64 ends with them. */
const OCTETS = Uint8Array.from({ length: 769 }, (_, at) => at % 256);

/** Text as readers agree on it: some give the line breaks of their own system, and not those at its end. */
function asText(octets: Uint8Array): Uint8Array {
  const lines = octets.filter((octet) => octet !== 0x0d);
  return lines.subarray(0, lines.findLastIndex((octet) => octet !== 0x0a) + 1);
}

/** The one file of a mail. */
function onlyFile(mail: ArrivedMail): ReceivedAttachment {
  const [file, ...others] = mail.attachments;
  expectThat(file !== undefined && others.length === 0, `One file must arrive; got ${mail.attachments.length}.`);
  return file;
}

/** Files, images and messages within the message. */
export const attachmentCases: readonly ContractCase[] = [
  {
    id: "octets",
    title: "carries every octet of an attachment, with its name and media type",
    feature: "attachments",
    run: async ({ carry }) =>
      carry(letter("Octets", { attachments: [["all.bin", OCTETS, "application/octet-stream"]] }), (mail) => {
        const { filename, mimetype, content } = onlyFile(mail);
        expectSame("The file's name and media type", [filename, mimetype], ["all.bin", "application/octet-stream"]);
        expectSameOctets("The file", content, OCTETS);
        expectSame("The text beside it", mail.text?.trim(), "Your table is booked.");
      }),
  },
  {
    id: "two-files",
    title: "carries several files, in order",
    feature: "attachments",
    run: async ({ carry }) => {
      const files = ["first.csv", "second.csv", "third.csv"];
      const draft = letter("Files", { attachments: files.map((name) => [name, `${name}\n`, "text/csv"] as const) });
      await carry(draft, ({ attachments }) => {
        const found = attachments.map(({ filename, content }) => [filename, new TextDecoder().decode(content).trim()]);
        expectSame(
          "The files with their text",
          found,
          files.map((name) => [name, name]),
        );
      });
    },
  },
  {
    id: "empty-file",
    title: "carries a file of no octets",
    feature: "attachments",
    run: async ({ carry }) =>
      carry(letter("Empty", { attachments: [["empty.bin", new Uint8Array(), "application/octet-stream"]] }), (mail) => {
        const { filename, content } = onlyFile(mail);
        expectSame("The file's name", filename, "empty.bin");
        expectSameOctets("The file", content, new Uint8Array());
      }),
  },
  {
    id: "file-names",
    title: "carries the names of files, in any script and of any length",
    feature: "fileNames",
    run: async ({ carry }) => {
      const names = [
        "Übersicht 2026.pdf",
        "請求書.pdf",
        'the "best"; of=all.pdf',
        `${"läng".repeat(40)}.pdf`,
        "🎉.pdf",
      ];
      const draft = letter("Names", {
        attachments: names.map((name) => [name, utf8(name), "application/pdf"] as const),
      });
      await carry(draft, ({ attachments }) =>
        expectSame(
          "The names",
          attachments.map(({ filename }) => filename),
          names,
        ),
      );
    },
  },
  {
    id: "inline-image",
    title: "carries what the HTML shows by its Content-ID",
    feature: "inlineImages",
    run: async ({ carry }) => {
      const html = '<img src="cid:logo@example.com" alt="Bistro">';
      const attachments = [["logo.png", OCTETS, { mimetype: "image/png", contentId: "logo@example.com" }]] as const;
      await carry(letter("Image", { html, attachments }), (mail) => {
        const { contentId, mimetype, content } = onlyFile(mail);
        expectSame("The image's Content-ID and media type", [contentId, mimetype], ["logo@example.com", "image/png"]);
        expectSameOctets("The image", content, OCTETS);
        expectThat(mail.html?.includes("cid:logo@example.com") ?? false, `The HTML must show it; got ${mail.html}`);
      });
    },
  },
  {
    id: "nested-message",
    title: "carries a message within the message",
    feature: "nestedMessages",
    run: async ({ carry }) => {
      const within = "From: zoe@example.com\r\nSubject: Broken bell\r\n\r\nIt does not ring.\r\n";
      await carry(letter("Nested", { attachments: [["bell.eml", within, "message/rfc822"]] }), (mail) => {
        expectSame("The subject, not that of the message within", mail.subject, "Nested");
        expectSame("Its media type", onlyFile(mail).mimetype, "message/rfc822");
        expectSameOctets("The message within", asText(onlyFile(mail).content), asText(utf8(within)));
      });
    },
  },
  {
    id: "eight-bit-message",
    title: "carries a message within the message whose octets are not ASCII",
    feature: "eightBitMessages",
    run: async ({ carry }) => {
      const head = "From: zoe@example.com\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\n";
      // Grüße, of which UTF-8 would make other octets.
      const within = Uint8Array.from([...utf8(head), 0x47, 0x72, 0xfc, 0xdf, 0x65, 0x0d, 0x0a]);
      await carry(letter("8bit", { attachments: [["hello.eml", within, "message/rfc822"]] }), (mail) =>
        expectSameOctets("The message within", asText(onlyFile(mail).content), asText(within)),
      );
    },
  },
  {
    id: "alternatives",
    title: "carries alternatives, the one that a reader should prefer last",
    feature: "alternatives",
    run: async ({ carry }) => {
      const invitation = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Dinner\r\nEND:VCALENDAR\r\n";
      const draft = letter("Invitation", {
        alternatives: [
          ["<p>Dinner</p>", "text/html"],
          [invitation, "text/calendar; method=REQUEST"],
        ],
      });
      await carry(draft, (mail) => {
        expectSame("The HTML", mail.html?.trim(), "<p>Dinner</p>");
        const { mimetype, content } = onlyFile(mail);
        expectSame("The media type of the invitation", mimetype, "text/calendar");
        expectSameOctets("The invitation", asText(content), asText(utf8(invitation)));
        if (mail.source === undefined) return;
        const source = new TextDecoder("latin1").decode(mail.source);
        const types = Array.from(source.matchAll(/^content-type: (text\/\w+)/gim), ([, type]) => type);
        expectSame("The media types, in order", types, ["text/plain", "text/html", "text/calendar"]);
      });
    },
  },
];
