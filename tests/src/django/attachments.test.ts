import { type AttachmentLike, EmailAttachment, EmailMessage, InvalidMessageError } from "@posthorn/core";
import { HeaderField, MimePart } from "@posthorn/core/mime";
import type { Attachment } from "postal-mime";
import { describe, expect, test } from "vitest";
import { read } from "./written.ts";

const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

const message = (...attachments: readonly AttachmentLike[]): EmailMessage =>
  new EmailMessage("Subject", "Hello", "from@example.com", ["to@example.com"], { attachments });

/** The first attachment of a message, as it stands on the wire, unfolded. */
function written(draft: EmailMessage): { readonly head: string; readonly content: string } {
  const [head = "", ...content] = String(draft.message().children[1])
    .replace(/\r\n(?=[ \t])/g, "")
    .split("\r\n\r\n");
  return { head, content: content.join("\r\n\r\n") };
}

/** The content of an attachment that a reader gave. */
function octets({ content }: Partial<Attachment> = {}): Uint8Array {
  return typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content ?? []);
}

const picture = (): MimePart =>
  new MimePart({
    contentType: "image/png",
    content: PNG,
    headers: [
      HeaderField.parameterized("Content-Disposition", "inline", [["filename", "logo.png"]]),
      HeaderField.unstructured("Content-ID", "<logo>"),
    ],
  });

describe("a file is attached", () => {
  const waysOf = [
    ["attach() with name, content and type", () => attached((draft) => draft.attach("a.png", PNG, "image/png"))],
    ["attach() with name and content", () => attached((draft) => draft.attach("a.png", PNG))],
    [
      "attach() with an EmailAttachment",
      () => attached((draft) => draft.attach(new EmailAttachment("a.png", PNG, "image/png"))),
    ],
    ["a triple of the constructor", () => message(["a.png", PNG, "image/png"])],
    ["a pair of the constructor", () => message(["a.png", PNG])],
    ["an EmailAttachment of the constructor", () => message(new EmailAttachment("a.png", PNG, "image/png"))],
  ] as const;
  function attached(attach: (draft: EmailMessage) => void): EmailMessage {
    const draft = message();
    attach(draft);
    return draft;
  }

  test.each(waysOf)("B10.1: by %s", async (_way, make) => {
    const draft = make();
    expect(draft.attachments.map((attachment) => [...attachment])).toEqual([["a.png", PNG, "image/png"]]);
    const [attachment] = (await read(draft)).attachments;
    expect(attachment).toMatchObject({ filename: "a.png", mimeType: "image/png", disposition: "attachment" });
    expect(octets(attachment)).toEqual(PNG);
  });

  test.each([
    ["attach()", () => attached((draft) => draft.attach(picture()))],
    ["the constructor", () => message(picture())],
  ] as const)("B10.1, B10.19: as a MimePart of %s, which stands in the message as it is", async (_way, make) => {
    const draft = make();
    expect(draft.attachments[0]).toMatchObject({ filename: "logo.png", content: PNG, mimetype: "image/png" });
    const part = draft.message().children[1];
    expect(String(part)).toBe(String(picture()));
    const [attachment] = (await read(draft)).attachments;
    expect(attachment).toMatchObject({ filename: "logo.png", disposition: "inline", contentId: "<logo>" });
    expect(octets(attachment)).toEqual(PNG);
  });

  test("B10.18: twice under the same name", async () => {
    const { attachments } = await read(message(["a.bin", Uint8Array.of(1)], ["a.bin", Uint8Array.of(2)]));
    expect(attachments.map((attachment) => [attachment.filename, ...octets(attachment)])).toEqual([
      ["a.bin", 1],
      ["a.bin", 2],
    ]);
  });
});

test("B10.2: a MimePart beside content or a media type is an error, and nothing is attached", () => {
  const draft = message();
  for (const beside of [["content"], [undefined, "text/plain"], ["content", "text/plain"]]) {
    expect(() => draft.attach(picture() as never, ...(beside as [never, never]))).toThrow(
      new TypeError("attach() takes a MimePart alone, which has its own content and media type."),
    );
  }
  expect(() => message([picture() as never, "content"])).toThrow(/A MimePart is attached alone/);
  expect(draft.attachments).toEqual([]);
});

describe("content", () => {
  test.each([null, undefined])("B10.3: %s is an error that names the file", (content) => {
    const draft = message();
    expect(() => draft.attach("a.txt", content as never, "text/plain")).toThrow(
      new InvalidMessageError('The attachment "a.txt" has no content.'),
    );
    expect(draft.attachments).toEqual([]);
  });

  test.each([
    ["an empty string", "a.txt", ""],
    ["no octets", "a.bin", new Uint8Array()],
  ] as const)("B10.3: %s is content", async (_what, name, content) => {
    const draft = message([name, content]);
    expect(draft.message().children[1]?.content).toHaveLength(0);
    expect((await read(draft)).attachments).toMatchObject([{ filename: name }]);
  });

  test("B10.8, B10.10: octets of a text type are text as soon as they are attached", () => {
    const draft = message();
    draft.attach("a.txt", new TextEncoder().encode("Grüße\n"), "text/plain");
    expect([...(draft.attachments[0] ?? [])]).toEqual(["a.txt", "Grüße\n", "text/plain"]);
  });

  test("B10.8, B10.10: octets of a text type that are not UTF-8 are kept, and their type is changed", async () => {
    const latin = Uint8Array.of(0x47, 0x72, 0xfc, 0xdf, 0x65);
    const draft = message();
    draft.attach("a.txt", latin, "text/plain");
    expect([...(draft.attachments[0] ?? [])]).toEqual(["a.txt", latin, "application/octet-stream"]);
    const [attachment] = (await read(draft)).attachments;
    expect(attachment?.mimeType).toBe("application/octet-stream");
    expect(octets(attachment)).toEqual(latin);
  });

  test.each([
    ["a NUL", "a\0b"],
    ["a byte order mark", "\ufeffa"],
  ])("B10.9: %s in UTF-8 leaves text text", (_what, text) => {
    const draft = message(["a.txt", new TextEncoder().encode(text)]);
    expect([...(draft.attachments[0] ?? [])]).toEqual(["a.txt", text, "text/plain"]);
    expect(draft.message().children[1]?.content).toEqual(new TextEncoder().encode(text));
  });

  test.each([
    ["utf-8", "Gżegżółka"],
    ["iso-8859-1", "Grüße"],
  ])("B10.11: text is written in the character set %s of the message", async (encoding, text) => {
    const draft = message(["a.txt", text]);
    draft.encoding = encoding;
    expect(written(draft).head).toContain(`Content-Type: text/plain; charset=${encoding}\r\n`);
    const [attachment] = (await read(draft)).attachments;
    // postal-mime ends every text that is not base64 with a line break.
    expect(new TextDecoder(encoding).decode(octets(attachment)).trimEnd()).toBe(text);
  });

  test("B10.11: the line breaks of text are CRLF", () => {
    expect(written(message(["a.txt", "a\nb\rc\r\nd"])).content).toBe("a\r\nb\r\nc\r\nd\r\n");
  });

  test("B10.11: the transfer encoding of text is the shorter one, as it is of a body", () => {
    const encodings = ["Hello", "Viele liebe Grüße aus der Heimat", "你好，世界"].map(
      (text) => message(["a.txt", text]).message().children[1]?.transferEncoding,
    );
    expect(encodings).toEqual(["7bit", "quoted-printable", "base64"]);
  });

  test("B10.12: what is no text is base64 in lines of 76, and every octet stays as it is", async () => {
    const all = Uint8Array.from({ length: 512 }, (_, index) => index % 256);
    const draft = message(["a.bin", all]);
    const { head, content } = written(draft);
    expect(head).toContain("Content-Transfer-Encoding: base64");
    const lines = content.trimEnd().split("\r\n");
    expect(new Set(lines.slice(0, -1).map(({ length }) => length))).toEqual(new Set([76]));
    const [attachment] = (await read(draft)).attachments;
    expect(octets(attachment)).toEqual(all);
  });

  test("B10.13: a string of a type that is no text is the base64 of its UTF-8, line breaks as they are", () => {
    const { head, content } = written(message(["a.bin", "é\n", "application/octet-stream"]));
    expect(head).toContain("Content-Transfer-Encoding: base64");
    expect(Buffer.from(content, "base64")).toEqual(Buffer.from("é\n"));
  });

  test.each(["image/svg+xml", "application/json"])("B10.14: %s is no text: base64, without a character set", (type) => {
    const { head } = written(message(["a", "<a>", type]));
    expect(head).toContain(`Content-Type: ${type}\r\n`);
    expect(head).toContain("Content-Transfer-Encoding: base64");
  });
});
