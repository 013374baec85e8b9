import { describe, expect, test } from "vitest";
import { BadHeaderError, EmailMessage, type EmailMessageOptions, InvalidMessageError } from "../src/index.ts";
import { RecordingBackend } from "./recording-backend.ts";

const NEWLINES = ["\n", "\r", "\r\n", "\n ", "\0", "\v", "\f", "\x7f", "\u0085", "\u2028"];

const places: Readonly<Record<string, (text: string) => EmailMessageOptions>> = {
  subject: (text) => ({ subject: `hi${text}X-Injected: 1` }),
  fromEmail: (text) => ({ fromEmail: `from@example.com${text}X-Injected: 1` }),
  "a name": (text) => ({ to: [`"A${text}B" <to@example.com>`] }),
  to: (text) => ({ to: [`to@example.com${text}`] }),
  cc: (text) => ({ cc: [`cc@example.com${text}`] }),
  bcc: (text) => ({ bcc: [`bcc@example.com${text}`] }),
  replyTo: (text) => ({ replyTo: [`reply@example.com${text}`] }),
  "a header value": (text) => ({ headers: { "X-Tag": `a${text}b` } }),
  "a header name": (text) => ({ headers: { [`X-Tag${text}Bcc`]: "x" } }),
  "a Message-ID": (text) => ({ headers: { "Message-ID": `<a${text}@b>` } }),
  "a file name": (text) => ({ attachments: [[`a${text}.txt`, "x", "text/plain"]] }),
};

describe.each(Object.keys(places))("a line break or control character in %s", (place) => {
  test.each(NEWLINES)("as %j is refused before anything is sent", async (newline) => {
    const backend = new RecordingBackend();
    const message = new EmailMessage({ to: ["to@example.com"], ...places[place]?.(newline), connection: backend });
    await expect(message.send({ failSilently: true })).rejects.toThrow(BadHeaderError);
    expect(backend.sent).toEqual([]);
    expect(backend.calls).not.toContain("connect");
  });
});

test.each(["text/plain\r\nX: y", "text", "text/plain; charset", "/plain", "text/pl ain"])(
  "the media type %j is refused",
  (mimetype) => {
    const message = new EmailMessage({ to: ["to@example.com"], attachments: [["a.txt", "x", mimetype]] });
    expect(() => message.message()).toThrow(InvalidMessageError);
  },
);

test.each(["Bcc", "bcc", "Subject", "Content-Type", "content-transfer-encoding", "MIME-Version"])(
  "the header %s cannot be given beside what the message makes",
  (name) => {
    expect(() => new EmailMessage({ headers: { [name]: "x" } }).message()).toThrow(InvalidMessageError);
  },
);

test("From, To, Date and Message-ID in any letter case replace what is generated, once", () => {
  const headers = {
    from: "Other <other@example.com>",
    TO: "all@example.com",
    date: "Mon, 23 Nov 2026 09:05:00 +0000",
    "message-id": "foo",
  };
  const message = new EmailMessage({ to: ["to@example.com"], headers });
  const names = message.message().headers.map(({ name }) => name);
  expect(names.map((name) => name.toLowerCase())).toEqual([...new Set(names.map((name) => name.toLowerCase()))]);
  expect(message.message().get("To")).toBe("all@example.com");
  expect(message.message().get("Message-ID")).toBe("foo");
  expect(message.recipients()).toEqual(["to@example.com"]);
});

test("the same header in two letter cases is refused", () => {
  expect(() => new EmailMessage({ headers: { Date: "a", date: "b" } }).message()).toThrow(/twice/);
});
