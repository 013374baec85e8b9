import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { configureMail, EmailMessage, EmailMultiAlternatives, UnsupportedEncodingError } from "../src/index.ts";
import { encodeText, isCharset } from "../src/mime/charset.ts";
import { MimePart } from "../src/mime/index.ts";

// The octets 0x80 to 0xff of each set as Python's codecs read them; U+FFFD where they read nothing, or runtimes disagree.
const sets: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(join(import.meta.dirname, "fixtures/character-sets.json"), "utf8"),
);

test.each(Object.entries(sets))("%s is written as others read it, octet for octet", (charset, upper) => {
  const written = [...upper].flatMap((character, index) =>
    character === "\ufffd" ? [] : [[character, encodeText(character, charset)[0], index + 0x80] as const],
  );
  expect(written.filter(([, octet, expected]) => octet !== expected)).toEqual([]);
  expect(written.length).toBeGreaterThan(70);
  const lower = Array.from({ length: 128 }, (_, octet) => String.fromCharCode(octet)).join("");
  expect(encodeText(lower, charset)).toEqual(Uint8Array.from({ length: 128 }, (_, octet) => octet));
});

test("iso-8859-1 and us-ascii are what they say, and not windows-1252 as in browsers", () => {
  expect(encodeText("é\u0085", "iso-8859-1")).toEqual(Uint8Array.of(0xe9, 0x85));
  expect(() => encodeText("€", "iso-8859-1")).toThrow('iso-8859-1 lacks the character "€"; use utf-8.');
  expect(() => encodeText("é", "us-ascii")).toThrow(UnsupportedEncodingError);
});

test.each(["utf-16", "iso-8859-16", "gb2312", "iso-2022-jp", "shift_jis", "nonsense", "", "constructor"])(
  "%s cannot be written",
  (charset) => {
    expect(isCharset(charset)).toBe(false);
    expect(() => encodeText("a", charset)).toThrow(UnsupportedEncodingError);
  },
);

test.each([
  ["utf8", "utf-8"],
  ["Latin1", "iso-8859-1"],
  ["ascii", "us-ascii"],
])("%s is no name of a set in mails, and the error tells that it is %s", (given, meant) => {
  expect(() => encodeText("a", given)).toThrow(`Its name in mails is ${meant}.`);
});

describe("a message's encoding", () => {
  const message = (): EmailMultiAlternatives => {
    const draft = new EmailMultiAlternatives("Grüße", "Grüße", null, ["a@example.com"], { encoding: "ISO-8859-1" });
    draft.attachAlternative("<p>Grüße</p>", "text/html");
    draft.attachAlternative("Grüße", "text/x-own; charset=utf-8");
    draft.attach("a.txt", "Grüße");
    return draft;
  };

  test("is that of the body, the text alternatives and the text files, unless they name their own", () => {
    const written = message().message().toString();
    expect(written.match(/charset=[\w-]+/g)).toEqual([
      "charset=iso-8859-1",
      "charset=iso-8859-1",
      "charset=utf-8",
      "charset=iso-8859-1",
    ]);
    expect(written).toContain("Gr=FC=DFe");
  });

  test("is the setting defaultCharset, which may be changed until the message is built", () => {
    const draft = new EmailMultiAlternatives({ body: "é", to: ["a@example.com"] });
    configureMail({ defaultCharset: "windows-1252" });
    expect(draft.message().toString()).toContain("charset=windows-1252");
    draft.encoding = "utf-8";
    expect(draft.message().toString()).toContain("charset=utf-8");
    configureMail({});
  });

  test("that lacks a character, or that is none, refuses the message", () => {
    const draft = message();
    draft.body = "10 €";
    expect(() => draft.message()).toThrow('iso-8859-1 lacks the character "€"; use utf-8.');
    draft.encoding = "utf-7";
    expect(() => draft.message()).toThrow('Text cannot be written as "utf-7"');
    draft.encoding = "utf-8\r\nBcc: b@example.com";
    expect(() => draft.message()).toThrow(/line breaks/);
  });
});

test("a part writes its text in the character set that its type names", () => {
  const part = new MimePart({ contentType: "text/plain; charset=KOI8-R", content: "Привет" });
  expect(new TextDecoder("koi8-r").decode(part.content)).toBe("Привет");
  expect(part.toString()).toContain("charset=koi8-r");
});

test.each([
  ["a letter beyond us-ascii", "us-ascii", "é"],
  ["a letter that another set has", "iso-8859-1", "€"],
  ["what stands in a hole of windows-1252", "windows-1252", "\u0081"],
  ["what stands in a hole of windows-1253", "windows-1253", "\u0081"],
  ["what readers dispute of koi8-u", "koi8-u", "ў"],
  ["what readers dispute of koi8-u by RFC 2319", "koi8-u", "╝"],
  ["ASCII in a set that readers know and Posthorn does not", "utf-7", "a"],
  ["ASCII in a set that nobody knows", "x-unknown", "a"],
])("%s is not written", (_, charset, content) => {
  const contentType = `text/plain; charset=${charset}`;
  expect(() => new MimePart({ contentType, content })).toThrow(UnsupportedEncodingError);
});

describe("a string of a type that is no text", () => {
  const xml = (content: string, charset: string): MimePart =>
    new MimePart({ contentType: `application/xml${charset}`, content });

  test("is written in the set that its type names, which says how it is read", () => {
    const part = xml("<a>é</a>\n", "; charset=ISO-8859-1");
    expect(part.content, "é is one octet, and the line break stays: it is data").toEqual(
      Uint8Array.from("<a>é</a>\n", (character) => character.charCodeAt(0)),
    );
    expect(part.headers[0]?.body).toBe("application/xml; charset=iso-8859-1");
    expect(part.with({ content: "ü" }).content).toEqual(Uint8Array.of(0xfc));
    const message = new EmailMessage({ attachments: [["a.xml", "é", "application/xml; charset=iso-8859-1"]] });
    expect([...message.message().walk()].at(-1)?.content).toEqual(Uint8Array.of(0xe9));
  });

  test("is UTF-8 where its type names none, and gets no charset", () => {
    for (const charset of ["", "; charset=utf-8"]) {
      const part = xml("é", charset);
      expect(part.content).toEqual(Uint8Array.of(0xc3, 0xa9));
      expect(part.headers[0]?.body).toBe(`application/xml${charset}`);
    }
  });

  test("is refused in a set that cannot be written, or that lacks a character", () => {
    expect(() => xml("a", "; charset=utf-16")).toThrow(UnsupportedEncodingError);
    expect(() => xml("€", "; charset=iso-8859-1")).toThrow("lacks the character");
  });

  test("differs from octets, which stay as they are whatever their type names", () => {
    const content = Uint8Array.of(0xff, 0xfe, 0x61, 0);
    const part = new MimePart({ contentType: "application/xml; charset=UTF-16", content });
    expect([part.content, part.headers[0]?.body]).toEqual([content, "application/xml; charset=UTF-16"]);
  });
});
