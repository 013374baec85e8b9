import {
  configureMail,
  EmailMessage,
  type EmailMessageOptions,
  EmailMultiAlternatives,
  InvalidMessageError,
  UnsupportedEncodingError,
} from "@posthorn/core";
import type { MimePart } from "@posthorn/core/mime";
import { SmtpBackend } from "@posthorn/smtp";
import { expect, test } from "vitest";
import { startCatchingServer } from "./catching-server.ts";
import { useOutbox } from "./use-outbox.ts";
import { read, written } from "./written.ts";

useOutbox();

function withBody(body: string, options: EmailMessageOptions = {}): EmailMessage {
  return new EmailMessage("Subject", body, "from@example.com", ["to@example.com"], options);
}

/** The octets of a part without children, decoded from how they stand on the wire. */
function decoded(part: MimePart): Buffer {
  const wire = Buffer.from(part.toBytes()).toString("latin1");
  const body = wire.slice(wire.indexOf("\r\n\r\n") + 4);
  if (part.transferEncoding === "base64") return Buffer.from(body, "base64");
  if (part.transferEncoding === "7bit") return Buffer.from(body, "latin1");
  const joined = body.replace(/=\r\n/g, "");
  const octets = joined.replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(octets, "latin1");
}

/** The longest line of a part on the wire, in octets. */
function longestLine(part: MimePart): number {
  return Math.max(
    ...Buffer.from(part.toBytes())
      .toString("latin1")
      .split("\r\n")
      .map(({ length }) => length),
  );
}

test("B8.1, P10.10, P10.11, P10.12: the body is text/plain in UTF-8, or the subtype of text that contentSubtype names", async () => {
  const message = withBody("<p>Body</p>");
  expect(written(message, "Content-Type")).toEqual(["text/plain; charset=utf-8"]);
  message.contentSubtype = "html";
  expect(written(message, "Content-Type")).toEqual(["text/html; charset=utf-8"]);
  expect((await read(message)).html).toBe("<p>Body</p>\n");
  for (const contentSubtype of ["application/json", "image/png", "", "plain; charset=x"]) {
    message.contentSubtype = contentSubtype;
    expect(() => message.message()).toThrow(/contentSubtype must be the subtype of text alone/);
  }
});

test("B8.2: an ASCII body is sent as 7bit, as it is", () => {
  const message = withBody("Plain text\r\nof two lines, = and =20\r\n").message();
  expect(message.transferEncoding).toBe("7bit");
  expect(message.toString()).toMatch(/\r\n\r\nPlain text\r\nof two lines, = and =20\r\n$/);
});

test.each([
  ["Zoë wrote this line, which is mostly ASCII", "quoted-printable"],
  ["漢字仮名交じり文", "base64"],
] as const)(
  "B8.3: the body %j is sent as %s, the shorter of the two encodings, and never as 8bit",
  async (body, encoding) => {
    const message = withBody(body).message();
    expect(message.transferEncoding).toBe(encoding);
    expect(message.toBytes().every((octet) => octet < 0x80)).toBe(true);
    expect((await read(withBody(body))).text?.trimEnd()).toBe(body);
  },
);

test.each([
  ["998 letters in ASCII", "a".repeat(998), "7bit"],
  ["999 letters in ASCII", "a".repeat(999), "quoted-printable"],
  ["a long line behind short ones", `short\n${"a".repeat(999)}\nshort`, "quoted-printable"],
  ["999 octets of é", "é".repeat(500), "base64"],
] as const)("B8.4: a body with %s has no line over 998 octets on the wire", (_what, body, encoding) => {
  const message = withBody(body).message();
  expect(message.transferEncoding).toBe(encoding);
  expect(longestLine(message)).toBeLessThanOrEqual(encoding === "7bit" ? 998 : 76);
  expect(decoded(message).toString().replace(/\r\n$/, "")).toBe(body.replaceAll("\n", "\r\n"));
});

test("B8.5: alternatives and attachments of text are encoded as a body is", () => {
  const message = new EmailMultiAlternatives("Subject", "Zoë wrote this", "from@example.com", ["to@example.com"], {
    alternatives: [
      ["<p>漢字仮名交じり文</p>", "text/html"],
      ["plain", "text/plain"],
    ],
    attachments: [
      ["a.txt", "a".repeat(999)],
      ["b.txt", "plain"],
    ],
  });
  const leaves = [...message.message().walk()].filter(({ children }) => children.length === 0);
  expect(leaves.map(({ transferEncoding }) => transferEncoding)).toEqual([
    "quoted-printable",
    "base64",
    "7bit",
    "quoted-printable",
    "7bit",
  ]);
});

test.each([
  ["iso-8859-1", "Zoë", [0x5a, 0x6f, 0xeb]],
  ["windows-1252", "5 €", [0x35, 0x20, 0x80]],
  ["koi8-r", "да", [0xc4, 0xc1]],
] as const)(
  "B8.6: with the encoding %s the text is in that character set, 7bit where it is ASCII",
  (encoding, body, octets) => {
    const message = withBody(body, { encoding });
    expect(written(message, "Content-Type")).toEqual([`text/plain; charset=${encoding}`]);
    expect([...decoded(message.message())].slice(0, octets.length)).toEqual([...octets]);
    expect(withBody("ASCII", { encoding }).message().transferEncoding).toBe("7bit");
  },
);

test.each(["gb2312", "utf-16", "iso-2022-jp", "utf-7"])("B8.6: the encoding %s is refused by name", (encoding) => {
  expect(() => withBody("Body", { encoding }).message()).toThrow(UnsupportedEncodingError);
  expect(() => withBody("Body", { encoding }).message()).toThrow(encoding);
});

test("B8.7: the encoding UTF-8 in capitals is utf-8", () => {
  const [small, capital] = ["utf-8", "UTF-8"].map((encoding) => withBody("Zoë", { encoding }));
  expect(written(capital as EmailMessage, "Content-Type")).toEqual(["text/plain; charset=utf-8"]);
  expect(capital?.message().transferEncoding).toBe(small?.message().transferEncoding);
});

test("B8.8: a character that the encoding lacks, or an encoding that does not exist, is an UnsupportedEncodingError", () => {
  expect(() => withBody("漢", { encoding: "iso-8859-1" }).message()).toThrow(UnsupportedEncodingError);
  expect(() => withBody("漢", { encoding: "iso-8859-1" }).message()).toThrow('iso-8859-1 lacks the character "漢"');
  expect(() => withBody("Body", { encoding: "nope" }).message()).toThrow(UnsupportedEncodingError);
});

test("B8.9: an encoding that is no name is a TypeError", () => {
  expect(() => withBody("Body", { encoding: { body_encoding: "quoted-printable" } as never })).toThrow(
    new TypeError("encoding must be the name of a character set; got an object."),
  );
});

test.each([
  ["a\r\nb", "a\r\nb"],
  ["a\rb", "a\r\nb"],
  ["a\nb", "a\r\nb"],
  ["a\r\r\nb", "a\r\n\r\nb"],
  ["a\n\rb", "a\r\n\r\nb"],
])("B8.10: the line ends of %j are CRLF on the wire", (body, wire) => {
  expect(withBody(body).message().toString()).toMatch(new RegExp(`\r\n\r\n${wire}\r\n$`));
  expect(decoded(withBody(`é${body}\n`).message()).toString()).toBe(`é${wire}\r\n`);
});

test.each([
  "trailing blanks  \r\nand a tab\t\r\n",
  "\r\n\r\nempty lines\r\n\r\n\r\n",
  "a NUL \0 within\r\n",
  "controls \x01\x07\b\x1b\x7f\r\n",
  "\ufeffa mark at the start\r\n",
  "two\u2028separators\u2029 and a next line\u0085\r\n",
  " \r\n",
])("B8.11: nothing else of the body %j is changed", (body) => {
  expect(decoded(withBody(body).message()).toString()).toBe(body);
});

test("B8.12: a message ends with a line break, as it does on the wire", () => {
  expect(withBody("Body").message().toString()).toMatch(/\r\n\r\nBody\r\n$/);
  expect(withBody("Body\n").message().toString()).toMatch(/\r\n\r\nBody\r\n$/);
});

test("B8.13: From at the start of a line stays as it is", async () => {
  expect(withBody("From me\nFrom you").message().toString()).toMatch(/\r\n\r\nFrom me\r\nFrom you\r\n$/);
});

test("B8.14: lines that begin with a dot reach the reader as they were given", async () => {
  await using server = await startCatchingServer();
  const connection = new SmtpBackend({ host: "127.0.0.1", port: server.port });
  const message = withBody(".\n..\n.x\n..x\nx.", { connection });
  const wire = "\r\n\r\n.\r\n..\r\n.x\r\n..x\r\nx.\r\n";
  expect(message.message().toString().endsWith(wire)).toBe(true);
  expect(await message.send()).toBe(1);
  expect(server.mails[0]?.bytes.toString().endsWith(wire)).toBe(true);
});

test("B8.15, P7.8: a body that begins with headers has them as the first lines of its text", async () => {
  const body = "Bcc: x@example.com\nSubject: Other\n\nText";
  const mail = await read(withBody(body));
  expect(mail).toMatchObject({ subject: "Subject", text: `${body}\n` });
  expect(mail.bcc).toBeUndefined();
});

test.each(["\ud800", "\udc80", "a \udfff b"])("B8.16: half of a surrogate pair in the body %j is refused", (body) => {
  expect(() => withBody(body).message()).toThrow(InvalidMessageError);
});

test("B8.17: nothing but CR and LF ends a line, so that none is over 998 octets on the wire", () => {
  for (const separator of ["\f", "\v", "\x1c", "\u2028", "\u0085"]) {
    const body = `${"a".repeat(600)}${separator}${"b".repeat(600)}\r\n`;
    const message = withBody(body).message();
    expect(longestLine(message)).toBeLessThanOrEqual(76);
    expect(decoded(message).toString()).toBe(body);
  }
});

test("B8.18: a body that is no string is a TypeError, at construction and when it is set later", () => {
  expect(() => withBody(123 as never)).toThrow(new TypeError("body must be a string; got number 123."));
  const message = withBody("Body");
  message.body = 123 as never;
  expect(() => message.message()).toThrow(new TypeError("body must be a string; got number 123."));
});

test("B8.19: no octet over 127 is sent, so that a server needs no 8BITMIME", async () => {
  await using server = await startCatchingServer({ hide8BITMIME: true, hideSMTPUTF8: true });
  const message = new EmailMultiAlternatives("Zoë", "Zoë", "Zoë <from@öäü.com>", ["Zoë <to@example.com>"], {
    html: "<p>漢字</p>",
    attachments: [
      ["Zoë.txt", "Zoë"],
      ["b.bin", new Uint8Array([0xff])],
    ],
    connection: new SmtpBackend({ host: "127.0.0.1", port: server.port }),
  });
  expect(await message.send()).toBe(1);
  expect(server.mails[0]?.bytes.every((octet) => octet < 0x80)).toBe(true);
});

test("P1.10: the character set is the setting defaultCharset, or DEFAULT_CHARSET, and utf-8 where nothing sets it", async () => {
  const message = withBody("Zoë");
  expect(written(message, "Content-Type")).toEqual(["text/plain; charset=utf-8"]);
  configureMail({ defaultCharset: "iso-8859-1" });
  expect(written(message, "Content-Type")).toEqual(["text/plain; charset=iso-8859-1"]);
  expect([...decoded(message.message())].slice(0, 3)).toEqual([0x5a, 0x6f, 0xeb]);
});
