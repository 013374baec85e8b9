import { OCTETS, onlyFile, utf8 } from "../files.ts";
import { letter } from "../letter.ts";
import type { RunnableCase } from "../runnable-case.ts";
import { expectSame, expectSameOctets } from "../verdict.ts";

/** Files. */
export const attachmentCases: readonly RunnableCase[] = [
  {
    id: "octets",
    title: "carries every octet of an attachment, with its name and media type",
    feature: "attachments",
    looks: true,
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
    looks: true,
    run: async ({ carry }) => {
      const files = ["first.csv", "second.csv", "third.csv"];
      const draft = letter("Files", {
        attachments: files.map((name) => [name, `${name}: Zoë, 17 €\n`, "text/csv"] as const),
      });
      await carry(draft, ({ attachments }) => {
        const found = attachments.map(({ filename, content }) => [filename, new TextDecoder().decode(content).trim()]);
        expectSame(
          "The files with their text",
          found,
          files.map((name) => [name, `${name}: Zoë, 17 €`]),
        );
      });
    },
  },
  {
    id: "empty-file",
    title: "carries a file of no octets",
    feature: "attachments",
    looks: true,
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
    looks: true,
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
    id: "large-file",
    title: "carries a large file, whole",
    feature: "attachments",
    looks: true,
    run: async ({ carry }) => {
      const octets = Uint8Array.from({ length: 700_000 }, (_, at) => (at * 7 + (at >> 8)) % 256);
      await carry(letter("Large", { attachments: [["large.bin", octets, "application/octet-stream"]] }), (mail) =>
        expectSameOctets("The file", onlyFile(mail).content, octets),
      );
    },
  },
];
