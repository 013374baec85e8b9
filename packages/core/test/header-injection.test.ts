import { describe, expect, test } from "vitest";
import {
  BadHeaderError,
  configureMail,
  EmailMessage,
  type EmailMessageOptions,
  InvalidMessageError,
  UnsupportedEncodingError,
} from "../src/index.ts";
import { HeaderField, MimePart } from "../src/mime/index.ts";
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
  "a media type": (text) => ({ attachments: [["a.bin", "x", `text/plain${text}`]] }),
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

test.each(["text", "text/plain; charset", "/plain", "text/pl ain"])("the media type %j is refused", (mimetype) => {
  const message = new EmailMessage({ to: ["to@example.com"], attachments: [["a.txt", "x", mimetype]] });
  expect(() => message.message()).toThrow(InvalidMessageError);
});

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

test.each(["Date", "Sender", "References"])("the header %s in two letter cases is refused", async (name) => {
  const value = name === "Sender" ? "a@example.com" : "a";
  const message = new EmailMessage({ to: ["to@example.com"], headers: { [name]: value, [name.toLowerCase()]: value } });
  await expect(new RecordingBackend().prepare(message)).rejects.toThrow(/twice/);
});

test("an overridden message() cannot smuggle a Bcc header, and needs a From", async () => {
  class Smuggler extends EmailMessage {
    fields: readonly HeaderField[] = [];
    override message(): MimePart {
      return new MimePart({ contentType: "text/plain", content: "Body", headers: this.fields });
    }
  }
  const message = new Smuggler({ to: ["to@example.com"] });
  await expect(new RecordingBackend().prepare(message)).rejects.toThrow(/no From/);
  const date = HeaderField.unstructured("Date", "Mon, 23 Nov 2026 09:05:00 +0000");
  const from = HeaderField.mailboxes("From", ["a@example.com"]);
  message.fields = [from, date, HeaderField.mailboxes("Bcc", ["b@example.com"])];
  await expect(new RecordingBackend().prepare(message)).rejects.toThrow(/bcc/);
});

const REASONS: Readonly<Record<string, string | RegExp>> = {
  "a subclass of MimePart": "message() must return a MimePart; it returned an instance of Forger.",
  "a MimePart that was never made": "message() must return a MimePart; it returned an instance of MimePart.",
  "a forged header field": "headers must be made of HeaderFields",
  "a second Content-Type": /content-type/i,
  "Resent-Bcc": /resent-bcc header, which every recipient would see/i,
};

describe("what writes itself is no part and no field, whatever it extends", () => {
  const from = HeaderField.mailboxes("From", ["a@example.com"]);
  const date = HeaderField.unstructured("Date", "Mon, 23 Nov 2026 09:05:00 +0000");
  class Forger extends MimePart {
    override toBytes(): Uint8Array<ArrayBuffer> {
      return new TextEncoder().encode("Bcc: b@example.com\r\n\r\n");
    }
  }
  const forged = Object.create(HeaderField.prototype, {
    name: { value: "X" },
    toString: { value: () => "Bcc: b@x\r\n" },
  });

  test.each<[string, () => MimePart]>([
    ["a subclass of MimePart", () => new Forger({ contentType: "text/plain", content: "", headers: [from, date] })],
    ["a MimePart that was never made", () => Object.create(MimePart.prototype)],
    [
      "a forged header field",
      () => new MimePart({ contentType: "text/plain", content: "", headers: [from, date, forged] }),
    ],
    [
      "a second Content-Type",
      () =>
        new MimePart({
          contentType: "text/plain",
          content: "",
          headers: [from, date, HeaderField.unstructured("content-type", "text/html")],
        }),
    ],
    [
      "Resent-Bcc",
      () =>
        new MimePart({
          contentType: "text/plain",
          content: "",
          headers: [from, date, HeaderField.mailboxes("Resent-Bcc", ["b@example.com"])],
        }),
    ],
  ])("%s is refused", async (what, make) => {
    class Smuggler extends EmailMessage {
      override message(): MimePart {
        return make();
      }
    }
    const backend = new RecordingBackend();
    const refused = expect(backend.sendMessages([new Smuggler({ to: ["to@example.com"] })])).rejects;
    await refused.toThrow(REASONS[what] ?? "a reason");
    expect(backend.sent).toEqual([]);
  });

  test.each([
    ["attachment; filename=evil.exe", []],
    ["attächment", []],
    ["attachment", [['filename="a.exe"; x', "y"]]],
  ] as const)("a value %j with parameters %j cannot be written", (value, parameters) => {
    expect(() => HeaderField.parameterized("Content-Disposition", value, parameters)).toThrow(InvalidMessageError);
  });

  test("a boundary of what is no multipart is a parameter like others, and a character set has none", () => {
    const message = new EmailMessage({ attachments: [["a.txt", "x", 'text/plain; boundary="é=?utf-8?q?x?="']] });
    expect(message.message().toString()).toContain(" boundary*=utf-8''%C3%A9%3D%3Futf-8%3Fq%3Fx%3F%3D");
    expect(() => new EmailMessage({ encoding: 'utf-8; name="evil.exe"' }).message()).toThrow(UnsupportedEncodingError);
  });
});

test("addresses in further address fields are written as addresses, and an empty group is left alone", () => {
  const headers = { "Disposition-Notification-To": "Zoë <zoe@example.com>", To: "undisclosed-recipients:;" };
  const written = new EmailMessage({ to: ["to@example.com"], headers }).message().toString();
  expect(written).toContain("Disposition-Notification-To: =?utf-8?q?Zo=C3=AB?= <zoe@example.com>\r\n");
  expect(written).toContain("To: undisclosed-recipients:;\r\n");
  expect(() => new EmailMessage({ headers: { "Resent-Bcc": "a@example.com" } }).message()).toThrow(/resent-bcc/);
});

test("a clock, an id source or a domain that gives nonsense is a configuration error", () => {
  const message = new EmailMessage({ to: ["to@example.com"] });
  for (const date of ["x", "1900-06-01", "9999-06-01", "+010000-01-01"]) {
    configureMail({ clock: () => new Date(date) });
    expect(() => message.message(), date).toThrow(/clock must give a Date of the years 1901 to 9998/);
  }
  configureMail({ idSource: () => "a\r\nBcc: b@example.com" });
  expect(() => message.message()).toThrow(/idSource must give/);
  expect(() => configureMail({ messageIdDomain: "exämple.com x" })).toThrow(/messageIdDomain must be a domain/);
  configureMail({});
});
