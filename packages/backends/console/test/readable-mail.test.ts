import { EmailMessage, EmailMultiAlternatives } from "@posthorn/core";
import { HeaderField, MimePart } from "@posthorn/core/mime";
import { describe, expect, test } from "vitest";
import { type ReadableMail, readableMail, readableParts } from "../src/index.ts";

const printed = (mail: Partial<ReadableMail>): string =>
  readableMail({ fields: [], texts: [{ mimetype: "text/plain", content: "Text" }], files: [], ...mail });

/** What is printed below a rule of that title, without its indentation. */
const below = (title: string, text: string): string =>
  new RegExp(`── ${title} ─+\\n([^]*?)\\n(?:\\n── |\\n$)`).exec(text)?.[1]?.replace(/^ {2}/gm, "") ??
  `nothing below ${title}`;

/** How many times the work of one call is in the other; a few ms are none, on however busy a machine. */
function growth(small: () => unknown, large: () => unknown): number {
  const cpuMs = (call: () => unknown): number => {
    const begun = process.cpuUsage();
    call();
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1000;
  };
  const ratios = Array.from({ length: 3 }, () => Math.max(cpuMs(large), 50) / Math.max(cpuMs(small), 10));
  return Math.min(...ratios);
}

describe("the fields", () => {
  test("stand in one order, whatever that of the wire is, and align", () => {
    const text = printed({
      fields: [
        ["Message-ID", "<1@example.com>"],
        ["Date", "Mon, 23 Nov 2026 09:05:00 +0000"],
        ["MIME-Version", "1.0"],
        ["X-Tag", "a"],
        ["Subject", "Chère maman"],
        ["Content-Type", "text/plain"],
        ["To", "zoe@example.com"],
        ["From", "Zoë <z@example.com>"],
      ],
    });
    expect(text).toBe(
      [
        "━".repeat(79),
        "      From: Zoë <z@example.com>",
        "        To: zoe@example.com",
        "   Subject: Chère maman",
        "     X-Tag: a",
        "      Date: Mon, 23 Nov 2026 09:05:00 +0000",
        "Message-ID: <1@example.com>",
        "",
        "  Text",
        "",
        "",
      ].join("\n"),
    );
  });

  test("say who is in the envelope and in no field, and leave out who is", () => {
    const text = printed({
      fields: [
        ["From", "A <a@example.com>"],
        ["To", "Doe, Jane <Jane@example.com>, b@example.com"],
      ],
      envelope: {
        from: "bounces@example.com",
        to: ["jane@example.com", "b@example.com", "c@example.com", "d@example.com"],
      },
    });
    expect(text).toContain("\nReturn-Path: bounces@example.com (in the envelope only)\n");
    expect(text).toContain("\n        Bcc: c@example.com, d@example.com (in the envelope only)\n");
  });

  test("stay on one line each", () => {
    expect(printed({ fields: [["Subject", "a\nBcc: b\tc\x1b[2J"]] })).toContain("Subject: a␊Bcc: b␉c␛[2J\n");
  });
});

describe("the texts", () => {
  test("keep line breaks and tabs, and show what a terminal would obey", () => {
    const content = "a\r\nb\tc\x1b]0;x\x07\x9b31m\rover\0\x7f\u2028\u202eevil\u2066\ud800";
    expect(printed({ texts: [{ mimetype: "text/plain", content }] })).toMatch(
      /\n\n {2}a\n {2}b\tc␛\]0;x␇<U\+009B>31m␍over␀␡<U\+2028><U\+202E>evil<U\+2066>\ufffd\n\n$/,
    );
  });

  test("keep what Arabic, Persian and emoji need", () => {
    const content = "مرحبا\u200f می\u200cخواهم 👩\u200d💻";
    expect(printed({ texts: [{ mimetype: "text/plain", content }] })).toContain(content);
  });

  test("are never broken or cut", () => {
    const url = `https://example.com/?token=${"a1B2".repeat(500)}`;
    const lines = Array.from({ length: 200 }, (_, at) => `  line ${at}`).join("\n");
    const text = printed({ texts: [{ mimetype: "text/plain", content: `${url}\n${lines}` }] });
    expect(text).toContain(`\n  ${url}\n${lines.replace(/^/gm, "  ")}\n`);
  });

  test("have their type and length above them, but for the first plain one", () => {
    const text = printed({
      texts: [
        { mimetype: "text/plain", content: "Text" },
        { mimetype: "text/html", content: "<p>é</p>" },
        { mimetype: "text/calendar", content: "BEGIN:VCALENDAR" },
      ],
    });
    expect(below("HTML, 9 B", text)).toBe("<p>é</p>");
    expect(below("text/calendar, 15 B", text)).toBe("BEGIN:VCALENDAR");
  });

  test("that are missing or empty are said to be", () => {
    expect(printed({ texts: [] })).toMatch(/\n\n\(no text\)\n\n$/);
    expect(printed({ texts: [{ mimetype: "text/plain", content: "\n" }] })).toMatch(/\n\n\(empty\)\n\n$/);
  });
});

describe("long HTML", () => {
  const url = `https://example.com/confirm?token=${"x".repeat(300)}`;
  const html = `<!doctype html><html><head><title>T</title><style>p { color: red }</style></head><body><!-- ${"-".repeat(2000)} -->
    <table><tr><td><p>Hello&nbsp;<b>Zo&#235;</b> &lt;&#x1b;&gt;,</p></td><td>482913</td></tr></table>
    <A class=x HREF='${url}&amp;b=1'>Confirm</A>.<br><img src="cid:logo" alt="Shop"><a href="">none</a><p><a href="https://x.example/?a=1&amp;b=2">https://x.example/?a=1&amp;b=2</a></p></body></html>`;
  const texts = [{ mimetype: "text/html", content: html }];

  test("is shown by its text, with the whole URL behind each link", () => {
    expect(below("HTML, 2\\.\\d kB: its text and links", printed({ texts }))).toBe(
      `Hello Zoë <␛>,\n482913\nConfirm <${url}&b=1>.\nShopnone\nhttps://x.example/?a=1&b=2`,
    );
  });

  test("is shown as it is with wholeHtml", () => {
    expect(readableMail({ fields: [], texts, files: [] }, { wholeHtml: true })).toContain(
      `\n  ${html.replaceAll("\n", "\n  ")}\n`,
    );
  });

  test.each([
    "<!--",
    "<style>",
    "<a ",
    '<a href="',
    "<",
    "&#",
    "<a href=x>",
    " ",
    "http://",
    "x",
    " <x>",
    "http://)",
    "http://a ",
  ])("of %j again and again takes time that grows with its length alone", (piece) => {
    const print = (times: number) => () =>
      printed({ texts: [{ mimetype: "text/html", content: piece.repeat(times) }] });
    // Of four times as much, four times the time, or sixteen times if each piece is looked at for each other.
    expect(growth(print(10_000), print(40_000))).toBeLessThan(10);
  });
});

describe("short HTML", () => {
  const url = "https://example.com/?a=1&amp;b=2";
  const html = `<a href="${url}">go</a> <a href='${url}'>go</a> <a href="https://example.com/">home</a>`;

  test("is shown as it is, and below it the links that would lead elsewhere if they were copied out of it, each once", () => {
    const text = printed({ texts: [{ mimetype: "text/html", content: html }] });
    expect(below("HTML, \\d+ B", text)).toBe(html);
    expect(below("its links, decoded", text)).toBe("https://example.com/?a=1&b=2");
  });

  test("has a colour for what can be followed alone", () => {
    const mail = { fields: [], texts: [{ mimetype: "text/html", content: html }], files: [] };
    const colored = readableMail(mail, { color: true }).split("\x1b[36m").slice(1);
    expect(colored.map((text) => text.split("\x1b", 1)[0])).toEqual([
      "https://example.com/",
      "https://example.com/?a=1&b=2",
    ]);
  });
});

describe("the files", () => {
  test("have a line each, aligned, also where characters are wide", () => {
    const text = printed({
      files: [
        { filename: "invoice.pdf", mimetype: "application/pdf", size: 123_456, contentId: null },
        { filename: "請求書.pdf", mimetype: "application/pdf", size: 99, contentId: null },
        { filename: null, mimetype: "image/png", size: 1_500_000, contentId: "logo@example.com" },
        { filename: "old.eml", mimetype: "message/rfc822", size: 999_949, contentId: null, subject: "Old\x1b" },
      ],
    });
    expect(below("4 files", text).split("\n")).toEqual([
      "invoice.pdf  application/pdf  123.5 kB",
      "請求書.pdf   application/pdf      99 B",
      "(no name)    image/png          1.5 MB  cid:logo@example.com",
      "old.eml      message/rfc822   999.9 kB  Old␛",
    ]);
  });
});

test.each([
  ["See https://example.com/a?b=c.", "See [https://example.com/a?b=c]."],
  ["(https://a.example/b_(c))", "([https://a.example/b_(c)])"],
  ["https://a.example/\x1b[2J", "[https://a.example/]␛[2J"],
])("with colours, URLs of %j stand out, and nothing else of the text changes", (content, marked) => {
  const text = readableMail({ fields: [], texts: [{ mimetype: "text/plain", content }], files: [] }, { color: true });
  expect(text).toContain(`\n\n  ${marked.replace("[", "\x1b[36m").replace("]", "\x1b[39m")}\n\n`);
});

test("nothing that a mail says looks like the lines around it", () => {
  const file = { mimetype: "a/b", size: 1, contentId: null };
  const other = printed({ fields: [["From", "bank@example.com"]], files: [{ ...file, filename: "a" }] });
  const text = printed({
    fields: [
      ["Subject", other],
      ["━".repeat(79), other],
    ],
    texts: [
      { mimetype: "text/plain", content: other },
      { mimetype: "text/html", content: other },
    ],
    files: [{ ...file, filename: "━".repeat(79) }],
  });
  expect(text.match(/^[━─].*?(?= ─|$)/gm)).toEqual(["━".repeat(79), "── HTML, 507 B", "── 1 file"]);
});

test("an option that does not exist is a TypeError", () => {
  expect(() => readableMail({ fields: [], texts: [], files: [] }, { colors: true } as never)).toThrow(
    'readableMail() takes no option "colors"; it takes color, wholeHtml.',
  );
});

describe("of a message that was built", () => {
  test("texts, files and mails in it are found, each once", async () => {
    const inner = new EmailMessage("Inner", "Inner text", "a@example.com", ["b@example.com"]);
    const message = new EmailMultiAlternatives("Grüße", "Text", "a@example.com", ["b@example.com"], {
      alternatives: [["<img src=cid:logo>", "text/html"]],
      attachments: [["notes.txt", "Note"]],
    });
    message.attach("logo.png", Uint8Array.of(1, 2, 3), { contentId: "logo" });
    message.attach(null, inner, "message/rfc822");
    const mail = readableParts(message.message());
    expect(mail.fields).toContainEqual(["Subject", "Grüße"]);
    expect(mail.texts).toEqual([
      { mimetype: "text/plain", content: "Text" },
      { mimetype: "text/html", content: "<img src=cid:logo>" },
    ]);
    expect(mail.files).toMatchObject([
      { filename: "logo.png", mimetype: "image/png", size: 3, contentId: "logo" },
      { filename: "notes.txt", mimetype: "text/plain", size: 4, contentId: null },
      { filename: null, mimetype: "message/rfc822", contentId: null, subject: "Inner" },
    ]);
    expect(readableMail(mail)).not.toContain("Inner text");
  });

  test("a text with a name, or a disposition that says so, is a file", () => {
    const part = (disposition: string, parameters: readonly (readonly [string, string])[]): MimePart =>
      new MimePart({
        contentType: "text/plain",
        headers: [HeaderField.parameterized("Content-Disposition", disposition, parameters)],
        content: "Text",
      });
    expect(readableParts(part("inline", [])).texts).toHaveLength(1);
    expect(readableParts(part("inline", [["filename", "a.txt"]])).files).toHaveLength(1);
    expect(readableParts(part("attachment", [])).files).toHaveLength(1);
  });

  test("a text is decoded by its charset, and is a file if nobody knows that", () => {
    const part = (charset: string): MimePart =>
      new MimePart({ contentType: `text/plain; charset=${charset}`, content: Uint8Array.of(0xe9) });
    expect(readableParts(part("iso-8859-1")).texts).toEqual([{ mimetype: "text/plain", content: "é" }]);
    expect(readableParts(part("x-unknown"))).toMatchObject({ texts: [], files: [{ mimetype: "text/plain", size: 1 }] });
  });

  test("what streams is to be read before", async () => {
    const message = new EmailMessage("A", "B", "a@example.com", ["b@example.com"]);
    message.attach("a.bin", new Blob([Uint8Array.of(1)]));
    expect(() => readableParts(message.message())).toThrow("stream()");
    expect(readableParts(await message.message().buffered()).files).toMatchObject([{ size: 1 }]);
  });
});
