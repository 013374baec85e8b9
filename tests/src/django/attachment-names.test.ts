import { EmailMessage } from "@posthorn/core";
import { describe, expect, test } from "vitest";
import { read } from "./written.ts";

const message = (filename: string | null): EmailMessage =>
  new EmailMessage("Subject", "Hello", "from@example.com", ["to@example.com"], {
    attachments: [[filename, "Content", "text/plain"]],
  });

/** The Content-Disposition of the attachment as it stands on the wire, unfolded. */
function disposition(filename: string | null): string | undefined {
  const head = String(message(filename).message().children[1]).replace(/\r\n(?=[ \t])/g, "");
  return /^Content-Disposition: (.*)$/m.exec(head)?.[1]?.trimEnd();
}

describe("Content-Disposition", () => {
  test("B10.15: names the file", async () => {
    expect(disposition("note.txt")).toBe("attachment; filename=note.txt");
    expect((await read(message("note.txt"))).attachments).toMatchObject([
      { disposition: "attachment", filename: "note.txt" },
    ]);
  });

  test("B10.15: says attachment of one without a name", async () => {
    expect(disposition(null)).toBe("attachment");
    expect((await read(message(null))).attachments).toMatchObject([{ disposition: "attachment", filename: null }]);
  });

  test("B10.16: writes a name that is not ASCII by RFC 2231", async () => {
    expect(disposition("une pièce jointe.html")).toBe("attachment; filename*=utf-8''une%20pi%C3%A8ce%20jointe.html");
    expect((await read(message("une pièce jointe.html"))).attachments[0]?.filename).toBe("une pièce jointe.html");
  });

  test.each([
    ["double quotes", 'a"b".txt', 'filename="a\\"b\\".txt"'],
    ["a backslash", "a\\b.txt", 'filename="a\\\\b.txt"'],
    ["blanks", "a b.txt", 'filename="a b.txt"'],
    ["a semicolon", "a;b.txt", 'filename="a;b.txt"'],
    ["a slash", "a/b.txt", 'filename="a/b.txt"'],
  ])("B10.17: keeps %s", async (_what, filename, expected) => {
    expect(disposition(filename)).toBe(`attachment; ${expected}`);
    expect((await read(message(filename))).attachments[0]?.filename).toBe(filename);
  });

  test("B10.17: keeps a name of any length, in pieces that fit on a line", async () => {
    const filename = `${"n".repeat(300)}.txt`;
    const lines = message(filename).message().toString().split("\r\n");
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(78);
    expect((await read(message(filename))).attachments[0]?.filename).toBe(filename);
  });
});
