import { EmailAttachment, EmailMessage } from "@posthorn/core";
import { describe, expect, test } from "vitest";
import { read } from "./written.ts";

const guessed = (filename: string | null): string => new EmailAttachment(filename, new Uint8Array()).mimetype;

describe("a media type that is missing is guessed from the name", () => {
  test.each([
    ["a.txt", "text/plain"],
    ["a.html", "text/html"],
    ["a.csv", "text/csv"],
    ["a.jpeg", "image/jpeg"],
    ["A.PnG", "image/png"],
    ["a.b.c.png", "image/png"],
    ["a.svg", "image/svg+xml"],
    ["a.pdf", "application/pdf"],
    ["a.zip", "application/zip"],
    ["a.mp3", "audio/mpeg"],
    ["a.mp4", "video/mp4"],
  ])("B10.4: %s is %s", (filename, mimetype) => {
    expect(guessed(filename)).toBe(mimetype);
  });

  test.each(["a.unknownext", "a.", "README", ".htaccess", "dir.d/file"])(
    "B10.4, B10.6: %s has no known ending, so it is application/octet-stream",
    (filename) => {
      expect(guessed(filename)).toBe("application/octet-stream");
    },
  );

  test.each(["png", "text", "zip", ".txt"])(
    "B10.4: %s has no ending at all, so it is application/octet-stream",
    (filename) => {
      expect(guessed(filename)).toBe("application/octet-stream");
    },
  );

  test.each([
    ["a.ics", "text/calendar"],
    ["a.js", "text/javascript"],
    ["a.md", "text/markdown"],
  ])("B10.5: %s is %s on every machine", (filename, mimetype) => {
    expect(guessed(filename)).toBe(mimetype);
  });

  test.each(["a.tar.gz", "a.txt.gz", "a.gz"])("B10.6: %s is what its octets are, application/gzip", (filename) => {
    expect(guessed(filename)).toBe("application/gzip");
  });

  test.each([null, ""])("B10.7: without a name (%s) it is application/octet-stream", async (filename) => {
    const draft = new EmailMessage({ fromEmail: "from@example.com", attachments: [[filename, Uint8Array.of(1)]] });
    expect([...(draft.attachments[0] ?? [])]).toEqual([null, Uint8Array.of(1), "application/octet-stream"]);
    expect((await read(draft)).attachments).toMatchObject([{ mimeType: "application/octet-stream", filename: null }]);
  });
});

describe("a media type that is given", () => {
  const part = (type: string, content: string | Uint8Array = "Grüße"): { type: string; head: string; text: string } => {
    const draft = new EmailMessage({ fromEmail: "from@example.com", attachments: [["a.txt", content, type]] });
    const made = draft.message().children[0];
    return {
      type: made?.contentType ?? "",
      head: String(made).split("\r\n\r\n", 1)[0] ?? "",
      text: new TextDecoder("iso-8859-1").decode(made?.content),
    };
  };

  test("B10.20: keeps its parameters, and its own character set", () => {
    const { type, head, text } = part("text/plain; charset=iso-8859-1; format=flowed");
    expect([type, text]).toEqual(["text/plain", "Grüße"]);
    expect(head).toContain("Content-Type: text/plain; charset=iso-8859-1; format=flowed");
    expect(part("text/calendar; method=REQUEST").head).toContain(
      "Content-Type: text/calendar; method=REQUEST; charset=utf-8",
    );
  });

  test("B10.21: is taken for text in any letter case", () => {
    const { type, head } = part("TEXT/PLAIN", new TextEncoder().encode("Viele liebe Grüße aus der Heimat"));
    expect(type).toBe("text/plain");
    expect(head).toContain("charset=utf-8");
    expect(head).toContain("Content-Transfer-Encoding: quoted-printable");
  });
});
