import {
  configureMail,
  EmailAlternative,
  EmailAttachment,
  EmailMessage,
  type EmailMessageOptions,
  EmailMultiAlternatives,
} from "@posthorn/core";
import { MimePart } from "@posthorn/core/mime";
import { MemoryBackend, outbox } from "@posthorn/memory";
import { describe, expect, test } from "vitest";
import { useOutbox } from "./use-outbox.ts";
import { read, written } from "./written.ts";

useOutbox();

const LISTS = ["to", "cc", "bcc", "replyTo"] as const;

describe("arguments", () => {
  test("B2.1, P9.1: by position they are subject, body, fromEmail, to and bcc, and the options follow after any of them", () => {
    const expected = {
      subject: "S",
      body: "B",
      fromEmail: "f@example.com",
      to: ["t@example.com"],
      bcc: ["b@example.com"],
    };
    const { subject, body, fromEmail, to, bcc } = expected;
    const cc = ["c@example.com"];
    for (const message of [
      new EmailMessage(subject, body, fromEmail, to, bcc, { cc }),
      new EmailMessage(subject, body, fromEmail, to, { bcc, cc }),
      new EmailMessage(subject, body, fromEmail, { to, bcc, cc }),
      new EmailMessage(subject, body, { fromEmail, to, bcc, cc }),
      new EmailMessage(subject, { body, fromEmail, to, bcc, cc }),
      new EmailMessage({ ...expected, cc }),
    ])
      expect(message).toMatchObject({ ...expected, cc });
    const alternatives = [["<p>B</p>", "text/html"]] as const;
    const html = new EmailMultiAlternatives(subject, body, fromEmail, to, bcc, { cc, alternatives });
    expect(html).toMatchObject({ ...expected, cc, alternatives: [{ content: "<p>B</p>", mimetype: "text/html" }] });
  });

  test("B2.1, P9.1: a sixth argument by position is a TypeError that names those there are", () => {
    expect(() => new EmailMessage("S", "B", "f@example.com", [], [], null as never)).toThrow(
      new TypeError(
        "EmailMessage takes subject, body, fromEmail, to, bcc by position; everything else goes into one options object behind them.",
      ),
    );
  });

  test("B2.2, P9.2: everything is optional, and empty where it is missing", async () => {
    expect(new EmailMessage()).toMatchObject({
      subject: "",
      body: "",
      to: [],
      cc: [],
      bcc: [],
      replyTo: [],
      attachments: [],
      extraHeaders: {},
      connection: null,
    });
    expect(new EmailMultiAlternatives().alternatives).toEqual([]);
    expect(await read(new EmailMessage())).toMatchObject({ from: { address: "webmaster@localhost" }, attachments: [] });
  });

  test("B2.3, P9.3: every attribute may be set after construction and before send()", async () => {
    const box: EmailMessage[] = [];
    const message = new EmailMultiAlternatives();
    message.subject = "Subject";
    message.body = "Body";
    message.fromEmail = "from@example.com";
    message.to = ["to@example.com"];
    message.cc = ["cc@example.com"];
    message.bcc = ["bcc@example.com"];
    message.replyTo = ["reply@example.com"];
    message.extraHeaders = { "X-Tag": "tag" };
    message.connection = new MemoryBackend({ outbox: box });
    message.attachments = [new EmailAttachment("a.txt", "File")];
    message.alternatives = [new EmailAlternative("<p>Body</p>", "text/html")];
    expect(await message.send()).toBe(1);
    const [sent = new EmailMessage()] = box;
    expect(sent.recipients()).toEqual(["to@example.com", "cc@example.com", "bcc@example.com"]);
    expect(await read(sent)).toMatchObject({
      subject: "Subject",
      text: "Body\n",
      html: "<p>Body</p>\n",
      from: { address: "from@example.com" },
      to: [{ address: "to@example.com" }],
      cc: [{ address: "cc@example.com" }],
      replyTo: [{ address: "reply@example.com" }],
      attachments: [{ filename: "a.txt", mimeType: "text/plain" }],
    });
    expect(written(sent, "X-Tag")).toEqual(["tag"]);
    expect(outbox).toEqual([]);
  });
});

describe("lists of recipients", () => {
  test.each(LISTS)("B2.4: %s as a string is a TypeError that names it, at construction", (name) => {
    expect(() => new EmailMessage({ [name]: "to@example.com" })).toThrow(
      new TypeError(`${name} must be a list of mailboxes, such as ["ada@example.com"]; got "to@example.com".`),
    );
  });

  test.each(LISTS)("B2.5: %s as an empty string, null or undefined is none", (name) => {
    for (const value of ["", null, undefined] as const)
      expect(new EmailMessage({ [name]: value } as EmailMessageOptions)[name]).toEqual([]);
  });

  test.each(LISTS)("B2.6, P9.8, P9.9, P9.16, P9.17: %s takes any iterable, and copies it", (name) => {
    const list = ["a@example.com", "b@example.com"];
    const tuple = ["a@example.com", "b@example.com"] as const;
    const generator = (function* () {
      yield* tuple;
    })();
    const messages = [list, tuple, new Set(tuple), generator].map((value) => new EmailMessage({ [name]: value }));
    list.push("c@example.com");
    for (const message of messages) expect(message[name]).toEqual(["a@example.com", "b@example.com"]);
  });
});

describe("fromEmail", () => {
  test.each([
    ["null", null],
    ["an empty string", ""],
    ["undefined", undefined],
  ])("B2.7, P9.7: as %s is defaultFromEmail as it is when the message is built", async (_what, fromEmail) => {
    configureMail({ backend: MemoryBackend, defaultFromEmail: "then@example.com" });
    const message = new EmailMessage("Subject", "Body", fromEmail, ["to@example.com"]);
    expect(message.fromEmail).toBeNull();
    configureMail({ backend: MemoryBackend, defaultFromEmail: "Now <now@example.com>" });
    expect(written(message, "From")).toEqual(["Now <now@example.com>"]);
    expect((await new MemoryBackend().prepare(message)).envelope.from).toBe("now@example.com");
  });

  test("P9.6: takes a bare address, and one with a name", async () => {
    const senders = ["fred@example.com", '"Fred" <fred@example.com>', "Fred <fred@example.com>"];
    const mails = await Promise.all(senders.map((fromEmail) => read(new EmailMessage({ fromEmail }))));
    expect(mails.map(({ from }) => from)).toEqual([
      { name: "", address: "fred@example.com" },
      { name: "Fred", address: "fred@example.com" },
      { name: "Fred", address: "fred@example.com" },
    ]);
  });
});

test("B2.8: body null is empty", async () => {
  const message = new EmailMessage("Subject", null, "from@example.com", ["to@example.com"]);
  expect(message.body).toBe("");
  expect(new TextDecoder().decode(message.message().content)).toBe("");
});

test("B2.9, P9.13, P9.15: headers are kept as extraHeaders, a copy of what was given", () => {
  const headers: Record<string, string> = { "X-Tag": "a" };
  const message = new EmailMessage({ headers });
  expect(message.extraHeaders).toEqual({ "X-Tag": "a" });
  headers["X-Tag"] = "b";
  headers.Bcc = "bcc@example.com";
  expect(message.extraHeaders).toEqual({ "X-Tag": "a" });
  message.extraHeaders["X-Other"] = "c";
  expect(headers).not.toHaveProperty("X-Other");
  expect([written(message, "X-Tag"), written(message, "X-Other")]).toEqual([["a"], ["c"]]);
});

test("B2.10: message() may be called again, with the same result but for the Date, the Message-ID and the boundaries", () => {
  let id = 0;
  configureMail({
    clock: () => new Date("2026-11-23T09:05:00Z"),
    idSource: () => {
      id += 1;
      return `id-${id}`;
    },
  });
  const message = new EmailMultiAlternatives("Sübject", "Body", "from@example.com", ["to@example.com"], {
    headers: { From: "other@example.com", "X-Tag": "a" },
    alternatives: [["<p>Body</p>", "text/html"]],
    attachments: [["a.bin", new Uint8Array([0, 1, 2])]],
  });
  const [first, second] = [message.message().toString(), message.message().toString()];
  expect(first).not.toBe(second);
  expect(first.replace(/id-\d/g, "id")).toBe(second.replace(/id-\d/g, "id"));
  expect(first.match(/^From: .*$/gm)).toEqual(["From: other@example.com"]);
});

test("B2.11: copy() makes a whole copy of a message, and attachments and alternatives are made of plain values", () => {
  const message = new EmailMultiAlternatives("Subject", "Body", "from@example.com", ["to@example.com"], {
    headers: { "X-Tag": "a" },
    attachments: [["a.bin", new Uint8Array([1, 2])]],
    alternatives: [["<p>Body</p>", "text/html"]],
  });
  const copy = message.copy();
  expect(copy).toBeInstanceOf(EmailMultiAlternatives);
  expect(copy).toEqual(message);
  copy.to.push("other@example.com");
  copy.extraHeaders["X-Tag"] = "b";
  copy.attachments.length = 0;
  expect(message).toMatchObject({ to: ["to@example.com"], extraHeaders: { "X-Tag": "a" }, attachments: [{}] });
  const [attachment] = message.attachments;
  const values = JSON.parse(JSON.stringify([...(message.alternatives[0] ?? [])]));
  expect(new EmailAlternative(...(values as [string, string]))).toEqual(message.alternatives[0]);
  const [filename, content, mimetype] = attachment ?? [];
  expect(new EmailAttachment(filename as string, content as Uint8Array, mimetype as string)).toEqual(attachment);
});

test("P9.4, P9.5, P10.10: subject is the subject line, and body is plain text", async () => {
  const message = new EmailMessage("The subject", "The body", "from@example.com", ["to@example.com"]);
  expect(await read(message)).toMatchObject({ subject: "The subject", text: "The body\n" });
  expect(message.message().contentType).toBe("text/plain");
});

test("P9.12: attachments are MimeParts, EmailAttachments or tuples", async () => {
  const part = new MimePart({ contentType: "image/gif", content: new Uint8Array([1]) });
  const message = new EmailMessage({
    attachments: [
      part,
      new EmailAttachment("b.png", new Uint8Array([2]), "image/png"),
      ["c.txt", "Three", "text/plain"],
      ["d.html", "<p>"],
    ],
  });
  const mimetypes = ["image/gif", "image/png", "text/plain", "text/html"];
  expect(message.attachments.map(({ mimetype }) => mimetype)).toEqual(mimetypes);
  const { attachments } = await read(message);
  expect(attachments.map(({ filename, mimeType }) => [filename, mimeType])).toEqual([
    [null, "image/gif"],
    ["b.png", "image/png"],
    ["c.txt", "text/plain"],
    ["d.html", "text/html"],
  ]);
});

test("P9.14: a header that is malformed is refused, though the caller is asked to see to it", () => {
  for (const [headers, text] of [
    [{ "X Tag": "a" }, /header name/],
    [{ "X-Tag": "a\nb" }, /line breaks/],
    [{ Sender: "not an address" }, /exactly one mailbox/],
  ] as const)
    expect(() => new EmailMessage({ headers }).message()).toThrow(text);
});

test("P9.18: the example has two recipients, a blind copy, a Reply-To address and a Message-ID of its own", async () => {
  const email = new EmailMessage(
    "Hello",
    "Body goes here",
    "from@example.com",
    ["to1@example.com", "to2@example.com"],
    ["bcc@example.com"],
    { replyTo: ["another@example.com"], headers: { "Message-ID": "foo" } },
  );
  expect(await email.send()).toBe(1);
  const [sent = new EmailMessage()] = outbox;
  expect(sent.recipients()).toEqual(["to1@example.com", "to2@example.com", "bcc@example.com"]);
  expect(written(sent, "To")).toEqual(["to1@example.com, to2@example.com"]);
  expect(written(sent, "Reply-To")).toEqual(["another@example.com"]);
  expect(written(sent, "Message-ID")).toEqual(["foo"]);
  expect(sent.message().toString()).not.toContain("bcc@example.com");
});
