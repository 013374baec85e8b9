import { BadHeaderError, EmailMessage, type EmailMessageOptions, InvalidMessageError } from "@posthorn/core";
import { expect, test } from "vitest";
import { useOutbox } from "./use-outbox.ts";
import { read, written } from "./written.ts";

useOutbox();

const ENCODED_WORD = /=\?utf-8\?([qb])\?([^?]*)\?=/g;

function withSubject(subject: string, options: EmailMessageOptions = {}): EmailMessage {
  return new EmailMessage(subject, "Body", "from@example.com", ["to@example.com"], options);
}

/** The lines of the Subject header. */
function subjectLines(message: EmailMessage): readonly string[] {
  const [field = ""] = /^Subject:.*\r\n(?:[ \t].*\r\n)*/m.exec(message.message().toString()) ?? [];
  return field.split("\r\n").slice(0, -1);
}

/** What each encoded-word of a text says on its own (RFC 2047, 4). */
function decodedAlone(text: string): readonly string[] {
  return Array.from(text.matchAll(ENCODED_WORD), ([, encoding, payload = ""]) => {
    const octets =
      encoding === "b"
        ? Buffer.from(payload, "base64")
        : Buffer.from(
            payload
              .replaceAll("_", " ")
              .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
            "latin1",
          );
    return new TextDecoder("utf-8", { fatal: true }).decode(octets);
  });
}

test("B5.1: an ASCII value stays as it is, and is folded at 78 characters before a blank", () => {
  expect(written(withSubject('Plain; "text" <with> (all) [sorts] of @ signs'), "Subject")).toEqual([
    'Plain; "text" <with> (all) [sorts] of @ signs',
  ]);
  for (const name of ["Subject", "X-Long"] as const) {
    const value = Array.from({ length: 40 }, (_, index) => `word${index}`).join(" ");
    const message = name === "Subject" ? withSubject(value) : withSubject("Short", { headers: { [name]: value } });
    expect(written(message, name)).toEqual([value]);
    const lines = message.message().toString().split("\r\n");
    const start = lines.findIndex((line) => line.startsWith(`${name}: `));
    expect(lines[start + 1]).toMatch(/^ word\d+ /);
    for (const line of lines.slice(start, start + 4)) expect(line.length).toBeLessThanOrEqual(78);
  }
});

test("B5.2: a long word is not cut, and begins on the line of the header's name", async () => {
  const word = "x".repeat(300);
  expect(subjectLines(withSubject(word))).toEqual([`Subject: ${word}`]);
  expect((await read(withSubject(word))).subject).toBe(word);
});

test("B5.2: a word that would make a line of over 998 octets becomes encoded-words, and reads the same", async () => {
  for (const subject of ["x".repeat(1200), `A ${"y".repeat(5000)} b`]) {
    for (const line of subjectLines(withSubject(subject))) expect(line.length).toBeLessThanOrEqual(78);
    expect((await read(withSubject(subject))).subject).toBe(subject);
  }
});

test.each([
  ["Gżegżółka", "=?utf-8?b?R8W8ZWfFvMOzxYJrYQ==?="],
  ["Chère maman", "=?utf-8?q?Ch=C3=A8re_maman?="],
])("B5.3: %s is an encoded-word in UTF-8, by q or b, whichever is shorter", (value, word) => {
  expect(written(withSubject(value), "Subject")).toEqual([word]);
  expect(written(withSubject("Subject", { headers: { Comment: value } }), "Comment")).toEqual([word]);
});

test.each(["é".repeat(200), "漢字".repeat(100), `${"Chère maman, ".repeat(30)}fin`])(
  "B5.3: a long value is encoded-words of at most 75 characters, each on a line of its own",
  async (value) => {
    const lines = subjectLines(withSubject(value));
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) {
      expect(line.length).toBeLessThanOrEqual(78);
      for (const [word] of line.matchAll(ENCODED_WORD)) expect(word.length).toBeLessThanOrEqual(75);
    }
    expect((await read(withSubject(value))).subject).toBe(value);
  },
);

test("B5.4: the whole value is encoded, and no character is split over two encoded-words", () => {
  expect(written(withSubject("ASCII words and one Zoë"), "Subject")).toEqual([
    "=?utf-8?q?ASCII_words_and_one_Zo=C3=AB?=",
  ]);
  for (const character of ["é", "漢", "😀", "𝒳"]) {
    for (let before = 0; before < 4; before += 1) {
      const value = `${"a".repeat(before)}${character.repeat(90)}`;
      const [body = ""] = written(withSubject(value), "Subject");
      expect(decodedAlone(body).join("")).toBe(value);
      expect(body.replace(ENCODED_WORD, "").trim()).toBe("");
    }
  }
});

test("B5.5: headers are encoded in UTF-8, whatever the encoding of the text", async () => {
  const message = withSubject("Chère maman", { encoding: "iso-8859-1" });
  message.body = "é";
  expect(written(message, "Subject")).toEqual(["=?utf-8?q?Ch=C3=A8re_maman?="]);
  expect(written(message, "Content-Type")).toEqual(["text/plain; charset=iso-8859-1"]);
  expect(await read(message)).toMatchObject({ subject: "Chère maman", text: "é\n" });
});

test.each(["=?utf-8?q?Hello?=", "Look: =?utf-8?b?SGVsbG8=?= there", "=?"])(
  "B5.6: the subject %j, which looks like an encoded-word, is read as it was given",
  async (subject) => {
    expect((await read(withSubject(subject))).subject).toBe(subject);
  },
);

test.each(["  leading", "trailing  ", "in  ner   blanks", "a\tb", "\ttab around\t"])(
  "B5.7: the blanks of the subject %j stay",
  (subject) => {
    const [body = ""] = written(withSubject(subject), "Subject");
    expect(body.startsWith("=?") ? decodedAlone(body).join("") : body).toBe(subject);
  },
);

test.each([
  ["a subject", withSubject("half \ud800 pair")],
  ["an extra header", withSubject("Subject", { headers: { "X-Tag": "\udc00" } })],
  ["a name", withSubject("Subject", { cc: ["\ud800 <cc@example.com>"] })],
])("B5.8: half of a surrogate pair in %s is refused", (_where, message) => {
  expect(() => message.message()).toThrow(InvalidMessageError);
  expect(() => message.message()).toThrow(/half of a surrogate pair/);
});

test.each(["\v", "\f", "\u0085", "\u2028", "\u2029"])("B5.9: %j in a subject is a BadHeaderError", (character) => {
  expect(() => withSubject(`a${character}Bcc: b@example.com`).message()).toThrow(BadHeaderError);
});

test.each(["\0", "\x01", "\x7f"])("B5.10: %j in a subject is a BadHeaderError", (character) => {
  expect(() => withSubject(`a${character}b`).message()).toThrow(BadHeaderError);
});
