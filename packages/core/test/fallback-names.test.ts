import { describe, expect, test } from "vitest";
import { isExtended } from "../src/header/parameter.ts";
import { EmailMessage } from "../src/index.ts";

/** The fields of the one part that an attachment becomes, unfolded. */
function head(filename: string, mimetype = "application/pdf"): string {
  const message = new EmailMessage({ attachments: [[filename, new Uint8Array(1), mimetype]] });
  const [fields = ""] = String(message.message().children[0]).split("\r\n\r\n", 1);
  return fields.replaceAll("\r\n ", " ");
}

const nameOf = (filename: string): string | undefined =>
  /; name=(?:"([^"]*)"|([^;\s]*))/.exec(head(filename))?.slice(1).find(Boolean);

describe("the name for readers that do not know RFC 2231", () => {
  test.each([
    ["has the letters without their marks", "Rechnung für Müller.pdf", "Rechnung fur Muller.pdf"],
    ["has one blank for several, and none at its ends", "  a  \u00e9   b .pdf", "a e b.pdf"],
    ["is cut, without a blank before the dot", `${"too ".repeat(20)}long.pdf`, `${"too ".repeat(13).trim()}.pdf`],
    ["leaves room for the ending", `\u00e9${"a".repeat(60)}.torrent`, `e${"a".repeat(47)}.torrent`],
    ["has a long ending cut", "\u00e9.abcdefghijklmnop", "e.abcdefghij"],
    ["stands for letters that ASCII lacks", "領収書.pdf", "___.pdf"],
  ])("%s", (_, filename, expected) => {
    expect(nameOf(filename)).toBe(expected);
  });

  test("is never written by RFC 2231 itself, whatever the file is called", () => {
    const letters = [
      "é",
      "a",
      " ",
      "  ",
      ".",
      "日",
      "=?",
      "ﷺ",
      "\u0301",
      "(",
      '"',
      "\\",
      "ß",
      "a".repeat(30),
      "x".repeat(60),
    ];
    for (let seed = 1; seed <= 2000; seed += 1) {
      let state = seed;
      let filename = "é";
      for (let length = seed % 9; length >= 0; length -= 1) {
        state = (state * 48271) % 0x7fffffff;
        filename = state % 2 ? filename + letters[state % letters.length] : letters[state % letters.length] + filename;
      }
      const name = nameOf(filename);
      expect(name, `${JSON.stringify(filename)} has a name beside it`).toBeTypeOf("string");
      expect(isExtended("name", name ?? ""), `${JSON.stringify(filename)} is also ${JSON.stringify(name)}`).toBe(false);
    }
  });

  test("is left to a media type that has a name of its own", () => {
    expect(head("é.pdf", 'application/pdf; name="x.pdf"')).toContain("Content-Type: application/pdf; name=x.pdf\r\n");
    expect(head("é.pdf", "application/pdf; NAME=x.pdf")).not.toContain("name=e.pdf");
  });
});
