import { EmailAttachment } from "@posthorn/core";
import { draft } from "./draft.mjs";
import { noise, PIXEL } from "./octets.mjs";

const HTML = '<p>Logo: <img src="cid:logo@example.com"><img src="cid:photo"></p>';
const ENDINGS = [
  ..."txt html htm css csv js mjs json xml md yaml ics vcf eml pdf png jpg jpeg gif webp svg avif heic bmp tiff".split(
    " ",
  ),
  ..."mp3 mp4 wav zip gz tar rar 7z doc docx xls xlsx ppt pptx odt ods odp msg pkpass bin exe wasm unknown PNG Txt".split(
    " ",
  ),
];

function attached(...files) {
  return draft({ attachments: files });
}

function html(content, ...files) {
  const message = draft({ attachments: files });
  message.attachAlternative(content, "text/html");
  return message;
}

export const attachments = {
  "a text": () => attached(["a.txt", "Grüße\n", "text/plain"]),
  "a text of its own character set": () => attached(["a.txt", "Grüße\n", "text/plain; charset=iso-8859-1"]),
  "octets of a text that are UTF-8": () =>
    attached(["a.csv", Uint8Array.of(0xef, 0xbb, 0xbf, 0xc3, 0xa9, 0x2c, 0x0a), "text/csv"]),
  "octets of texts that are not UTF-8": () =>
    attached(
      ["latin.txt", Uint8Array.of(0xe9, 0x0a), "text/plain"],
      ["overlong.txt", Uint8Array.of(0xc0, 0x80), "text/plain"],
      ["surrogate.txt", Uint8Array.of(0xed, 0xa0, 0x80), "text/plain"],
      ["beyond.txt", Uint8Array.of(0xf4, 0x90, 0x80, 0x80), "text/plain"],
      ["cut.txt", Uint8Array.of(0x61, 0xe2, 0x82), "text/plain"],
    ),
  "octets of every length to three lines": () =>
    attached(
      ...[0, 1, 2, 3, 4, 55, 56, 57, 58, 59, 113, 114, 115, 171].map((length) => [
        `${length}.bin`,
        noise(length, length),
      ]),
    ),
  "200 KB of octets": () => attached(["noise.bin", noise(200_000, 4), "application/octet-stream"]),
  "octets of a view": () => attached(["view.bin", noise(64, 5).subarray(7, 31), "application/x-view"]),
  "no name": () => attached([null, PIXEL, "image/png"], [null, "text", "text/plain"]),
  "no name and no type": () => attached([null, PIXEL]),
  "types that are guessed": () => attached(...ENDINGS.map((ending) => [`file.${ending}`, "content\n"])),
  "names without an ending": () =>
    attached(["README", "text"], [".profile", "text"], ["archive.tar.gz", PIXEL], ["a.", PIXEL]),
  "names beyond ASCII": () =>
    attached(
      ["Übersicht.pdf", PIXEL],
      ["報告書 2026年.docx", PIXEL],
      ["دليل.zip", PIXEL],
      ["👩🏽‍💻.png", PIXEL],
      ["ﬁle ½ Ⅷ ㎏ Ａ é ẞ ø Ł.txt", "text"],
      [`${"é".repeat(200)}.txt`, "text"],
    ),
  "names that need quotes": () =>
    attached(
      ['a "b".txt', "1"],
      ["a\\b.txt", "2"],
      ["a;b=c.txt", "3"],
      ["a b.txt", "4"],
      ["100%.txt", "5"],
      ["=?x?=.txt", "6"],
      ["it's (1).txt", "7"],
    ),
  "a long ASCII name": () => attached([`${"long name ".repeat(30)}.txt`, "text"]),
  "an inline image and a file": () =>
    html(
      HTML,
      new EmailAttachment("logo.png", PIXEL, { contentId: "logo@example.com" }),
      ["report.pdf", noise(300, 6), "application/pdf"],
      new EmailAttachment("Fóto.png", PIXEL, { mimetype: "image/png", contentId: "photo" }),
    ),
  "an inline image without a name": () =>
    html(HTML, new EmailAttachment(null, PIXEL, { mimetype: "image/png", contentId: "photo" })),
  "an inline image without HTML": () =>
    attached(new EmailAttachment("logo.png", PIXEL, { contentId: "logo@example.com" })),
};
