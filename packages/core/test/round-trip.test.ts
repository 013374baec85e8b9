import fc from "fast-check";
import PostalMime from "postal-mime";
import { expect, test } from "vitest";
import { base64Length, writeBase64 } from "../src/base64.ts";
import { controlCharacter } from "../src/control-character.ts";
import { EmailMultiAlternatives } from "../src/index.ts";
import { encodeQuotedPrintable } from "../src/mime/quoted-printable.ts";
import { is7bit } from "../src/mime/transfer-encoding.ts";

// What a header may hold, well mixed: words, blanks, long words, non-ASCII, and what looks like syntax.
const headerText = fc
  .array(
    fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 20 }),
      fc.constantFrom(
        " ",
        "=?utf-8?q?x?=",
        "a".repeat(1200),
        "é".repeat(70),
        "😀".repeat(30),
        '"',
        "\\",
        ",",
        "<x@y>",
        "(c)",
      ),
    ),
    { maxLength: 6 },
  )
  .map((pieces) => [...pieces.join("")].filter((character) => controlCharacter(character) === undefined).join(""));

// postal-mime takes an encoded-word for one even where RFC 2047, 5 forbids them, as in a parameter (RFC 2231).
const filenames = headerText.map((text) => {
  const name = text.replaceAll("=?", "=").replace(/[\u202a-\u202e\u2066-\u2069]/g, "");
  // A blank name is refused.
  return name.trim() === "" ? "x" : name;
});

const bodyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("\n", "\r\n", "\r", " \n", "=", ".\n", "a".repeat(999), "From x\n", "\0"),
    ),
  )
  .map((pieces) => pieces.join(""));

/** A mailbox whose name is any text at all. */
const nameOf = (text: string): string => `"${text.replace(/["\\]/g, "\\$&")}" <to@example.com>`;

const normal = (text: string): string => text.replace(/\r\n|\r|\n/g, "\n");
const lines = (bytes: Uint8Array): string[] => Buffer.from(bytes).toString("latin1").split("\r\n");

test("a reader gets back the subject, names, texts and file that were written, and every line is legal", async () => {
  const octets = fc.uint8Array({ maxLength: 300 });
  await fc.assert(
    fc.asyncProperty(headerText, filenames, bodyText, bodyText, octets, async (subject, filename, body, html, file) => {
      const message = new EmailMultiAlternatives(subject, body, "from@example.com", [nameOf(subject)]);
      message.attachAlternative(`<p>${html}</p>`, "text/html");
      message.attach(filename, file, "application/x-test");
      const bytes = message.message().toBytes();
      for (const line of lines(bytes)) {
        expect(line.length, "RFC 5322, 2.1.1").toBeLessThanOrEqual(998);
        expect(line, "a bare CR or LF").not.toMatch(/[\r\n]/);
      }
      const read = await PostalMime.parse(bytes);
      expect(read.subject ?? "").toBe(subject);
      expect(read.to?.[0]?.address).toBe("to@example.com");
      expect(normal(read.html ?? "")).toContain(`<p>${normal(html)}</p>`);
      // postal-mime ends every text with a line break.
      if (body !== "") expect([normal(body), `${normal(body)}\n`]).toContain(normal(read.text ?? ""));
      expect(new Uint8Array(read.attachments[0]?.content as ArrayBuffer)).toEqual(file);
      expect(read.attachments[0]?.filename).toBe(filename);
    }),
    { numRuns: 150 },
  );
});

test("octets with a CR or LF of their own, a NUL, or a line of over 998 octets are not 7bit", () => {
  const seven = (text: string): boolean => is7bit(Buffer.from(text, "latin1"));
  expect(["a\r\nb", "", "a".repeat(998)].map(seven)).toEqual([true, true, true]);
  expect(["a\rb", "a\nb", "a\0", "\x80", "a\r", "a".repeat(999)].map(seven)).toEqual([
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
});

test("base64 is what Node writes, in lines of 76", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 8000, size: "max" }), (octets) => {
      const out = new Uint8Array(base64Length(octets.length));
      writeBase64(octets, 0, octets.length, out, 0);
      const written = Buffer.from(out).toString("latin1");
      expect(written.replaceAll("\r\n", "")).toBe(Buffer.from(octets).toString("base64"));
      for (const line of written.split("\r\n")) expect(line.length).toBeLessThanOrEqual(76);
    }),
  );
});

test("quoted-printable decodes to the same octets, in lines of 76 without a blank at their end", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.uint8Array(), fc.constant(Uint8Array.of(13, 10)), fc.constant(Uint8Array.of(32)))),
      (pieces) => {
        const octets = Buffer.concat(pieces);
        const encoded = encodeQuotedPrintable(octets, octets.length * 6, true) ?? [];
        const written = Buffer.from(encoded).toString("latin1");
        // The limit is exact: it fits into its own length, and into no octet less.
        expect(encodeQuotedPrintable(octets, written.length, true)).toEqual(encoded);
        if (written.length > 0) expect(encodeQuotedPrintable(octets, written.length - 1, true)).toBeUndefined();
        for (const line of written.split("\r\n")) {
          expect(line.length).toBeLessThanOrEqual(76);
          expect(line).not.toMatch(/[ \t]$/);
        }
        const decoded = written
          .replaceAll("=\r\n", "")
          .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
        expect(decoded).toBe(octets.toString("latin1"));
      },
    ),
    { numRuns: 300 },
  );
});
