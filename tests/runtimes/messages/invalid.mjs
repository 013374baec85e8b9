import { EmailAttachment, listUnsubscribe } from "@posthorn/core";
import { HeaderField, MimePart } from "@posthorn/core/mime";
import { draft } from "./draft.mjs";
import { PIXEL } from "./octets.mjs";

const mailbox = (text) => () => draft({ to: [text] }).message();
const header = (name, value) => () => draft({ headers: { [name]: value } }).message();
const file =
  (...args) =>
  () =>
    draft({ attachments: [new EmailAttachment(...args)] }).message();
const part = (contentType, content, more) => () => new MimePart({ contentType, content, ...more });

/** The octets of what streams, for the error that it ends with. */
async function drained(content) {
  for await (const _ of draft({ attachments: [["stream.bin", content]] })
    .message()
    .stream());
}

async function* failing() {
  yield PIXEL;
  throw new Error("the disk is gone");
}

async function* ofText() {
  yield "text";
}

export const invalid = {
  "a line break in the subject": () => draft({ subject: "a\nBcc: b@example.com" }).message(),
  "a control character in the subject": () => draft({ subject: "a\u0085\u0000" }).message(),
  "half a surrogate pair in the subject": () => draft({ subject: "a\ud800b" }).message(),
  "half a surrogate pair in the body": () => draft({ body: "a\udc00b" }).message(),
  "half a surrogate pair in an address": mailbox("a\ud83d@example.com"),
  "a line break in an address": mailbox("a@example.com\r\nBcc: b@example.com"),
  "an address that is empty": mailbox(" "),
  "two addresses in one": mailbox("a@example.com, b@example.com"),
  "an address without a local part": mailbox("@example.com"),
  "an address with a domain that has an empty label": mailbox("a@b..example"),
  "a domain of an emoji and a blank": mailbox("a@☃ .example"),
  "a domain that is mapped to two labels": mailbox("a@é。b.example"),
  "a domain that is mapped to ASCII": mailbox("a@ｅｘａｍｐｌｅ.com"),
  "a domain with half a joiner": mailbox("a@a\u200db.example"),
  "a domain with a slash that is none": mailbox("a@é／b.example"),
  "a domain in two directions": mailbox("a@אa.example"),
  "a domain that turns its direction": mailbox("a@éא.example"),
  "a domain right to left that begins with a digit": mailbox("a@1א.example"),
  "a domain right to left that begins with a symbol": mailbox("a@☃א.example"),
  "a domain of an Arabic digit": mailbox("a@٠.example"),
  "a domain right to left with a joiner and Latin": mailbox("a@ڣ\u200cڱé.example"),
  "a domain with a filler": mailbox("a@é\u3164b.example"),
  "a domain with a function application": mailbox("a@é\u2061b.example"),
  "a domain with a vowel separator": mailbox("a@é\u180eb.example"),
  "a domain that begins with a combining mark": mailbox("a@\u0301é.example"),
  "a domain with a wide percent sign": mailbox("a@é％41.example"),
  "a domain of a label that is too long": mailbox(`a@${"é".repeat(60)}.example`),
  "a domain that is too long": mailbox(`a@${"é.".repeat(90)}example`),
  "a local part that is too long": mailbox(`${"é".repeat(33)}@example.com`),
  "a quoted local part that is not closed": mailbox('"a@example.com'),
  "a name with a comma": mailbox("Doe, John <john@example.com>"),
  "a name with a login": mailbox("https://user:secret@example.com/ <a@b"),
  "a header with a blank in its name": header("X Y", "z"),
  "a header with a name beyond ASCII": header("X-É", "z"),
  "a header with a line break": header("X-Y", "a\r\n b"),
  "a header that is Bcc": header("bCC", "a@example.com"),
  "a header that is made from the body": header("content-type", "text/html"),
  "a header of no text": () => draft({ headers: { "X-Y": 1n } }).message(),
  "a character set that cannot be written": () => draft({ encoding: "utf-16" }).message(),
  "a character set that does not exist": () => draft({ encoding: "latin-ü" }).message(),
  "a character that the set lacks": () => draft({ body: "10 €", encoding: "iso-8859-1" }).message(),
  "an emoji that the set lacks": () => draft({ body: "👩🏽‍💻", encoding: "windows-1252" }).message(),
  "a subtype that is more": () => draft({ contentSubtype: "html; charset=x" }).message(),
  "a filename with a line break": file("a\r\nb.txt", "x"),
  "a filename of blanks": file("\u00a0 \u3000", "x"),
  "a filename that is turned around": file("exe.\u202etxt", "x"),
  "an attachment without content": file("a.txt", undefined),
  "an attachment of a Map": file("a.txt", new Map()),
  "an attachment of a Promise": file("a.txt", Promise.resolve("x")),
  "an attachment of an ArrayBuffer": file("a.bin", new ArrayBuffer(2)),
  "an attachment of a URL": file("a.bin", new URL("https://example.com/")),
  "a content id in brackets": file("a.png", PIXEL, { contentId: "<a@b>" }),
  "an option that does not exist": file("a.png", PIXEL, { contentID: "a@b" }),
  "a media type that is none": file("a.bin", PIXEL, "no type"),
  "a nested message of a long line": file("a.eml", "é".repeat(500), "message/rfc822"),
  "a multipart of no parts": part("multipart/mixed", []),
  "a multipart of text": part("multipart/mixed", "text"),
  "a boundary that is too long": part(`multipart/mixed; boundary="${"x".repeat(71)}"`, [part("text/plain", "a")()]),
  "a boundary that stands in a part": part("multipart/mixed; boundary=x", [part("text/plain", "--x")()]),
  "a text in 7bit that is not": part("text/plain", "é", { transferEncoding: "7bit" }),
  "parts that are too deep": () => {
    let made = part("text/plain", "")();
    for (let depth = 0; depth < 100; depth += 1) made = part(`multipart/mixed; boundary=b${depth}`, [made])();
  },
  "a field that is too long for a line": () => HeaderField.parameterized("X-Y", "x".repeat(1_000), []),
  "a click that unsubscribes without TLS": () => listUnsubscribe({ url: "http://example.com/", oneClick: true }),
  "a content that streams, asked for at once": () =>
    draft({ attachments: [["a.bin", new Blob([PIXEL])]] })
      .message()
      .toBytes(),
  "a stream that fails": () => drained(failing()),
  "a stream of text": () => drained(ofText()),
  "a ReadableStream of text": () => drained(new ReadableStream({ pull: (controller) => controller.enqueue("text") })),
  "a stream that somebody reads": () => {
    const stream = new ReadableStream();
    stream.getReader();
    return drained(stream);
  },
  "a stream that was read before": async () => {
    const content = new Blob([PIXEL]).stream();
    await drained(content);
    await drained(content);
  },
  "a Blob that is shorter than it says": () => drained({ size: 9, stream: () => new Blob([PIXEL]).stream() }),
};
