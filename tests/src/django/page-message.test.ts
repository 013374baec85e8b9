import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { configureMail, DeliveryError, EmailAttachment, EmailMessage } from "@posthorn/core";
import { HeaderField, MimePart } from "@posthorn/core/mime";
import { MemoryBackend, outbox } from "@posthorn/memory";
import { SmtpBackend } from "@posthorn/smtp";
import { afterEach, describe, expect, test } from "vitest";
import { startCatchingServer } from "./catching-server.ts";
import { makeFolder, removeFolders } from "./folders.ts";
import { useOutbox } from "./use-outbox.ts";
import { read, written } from "./written.ts";

useOutbox();
afterEach(removeFolders);

const message = (): EmailMessage => new EmailMessage("Subject", "Body", "from@example.com", ["to@example.com"]);
const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00]);

describe("send()", () => {
  test("P8.3: the message makes the octets, and the backend sends exactly these", async () => {
    await using server = await startCatchingServer();
    configureMail({ clock: () => new Date("2026-11-23T09:05:00Z"), idSource: () => "id-1" });
    const draft = message();
    draft.connection = new SmtpBackend({ host: "127.0.0.1", port: server.port });
    draft.attach("a.bin", PNG);
    expect(await draft.send()).toBe(1);
    expect(server.mails[0]?.bytes.equals(draft.message().toBytes())).toBe(true);
  });

  test("P8.4: sends a single message, where sendMessages() of a backend sends many", async () => {
    const connection = new MemoryBackend();
    expect(await message().send()).toBe(1);
    expect(await connection.sendMessages([message(), message()])).toBe(2);
    expect(outbox).toHaveLength(3);
  });

  test("P9.19, P9.20: goes through the connection of the message, else through one of the default backend", async () => {
    const box: EmailMessage[] = [];
    const connection = new MemoryBackend({ outbox: box });
    const own = new EmailMessage("Own", "Body", "from@example.com", ["to@example.com"], { connection });
    await own.send();
    await message().send();
    expect([box, outbox].map((each) => each.map(({ subject }) => subject))).toEqual([["Own"], ["Subject"]]);
  });

  test("P9.10: several messages share the connection that they were made with", async () => {
    await using server = await startCatchingServer();
    const connection = new SmtpBackend({ host: "127.0.0.1", port: server.port });
    await connection.open();
    for (const subject of ["First", "Second"])
      await new EmailMessage({ subject, to: ["to@example.com"], connection }).send();
    await connection.close();
    expect([server.connections, server.mails.length]).toEqual([1, 2]);
  });

  test("P9.11: makes a new connection each time, where the message has none", async () => {
    await using server = await startCatchingServer();
    configureMail({ backend: SmtpBackend, emailHost: "127.0.0.1", emailPort: server.port });
    const draft = message();
    await draft.send();
    await draft.send();
    expect([server.connections, draft.connection]).toEqual([2, null]);
  });

  test("P9.21, P9.23: answers 1 if the message was taken, 0 if it failed silently, and throws otherwise", async () => {
    const draft = message();
    draft.connection = new SmtpBackend({ host: "127.0.0.1", port: 1, timeout: 5 });
    expect(await draft.send({ failSilently: true })).toBe(0);
    await expect(draft.send()).rejects.toThrow(DeliveryError);
    draft.connection = null;
    expect(await draft.send()).toBe(1);
  });
});

describe("message()", () => {
  test("P9.24: answers the MimePart that is sent, of one part or of several", () => {
    const draft = message();
    expect(draft.message()).toBeInstanceOf(MimePart);
    expect([draft.message().contentType, draft.message().children]).toEqual(["text/plain", []]);
    draft.attach("a.bin", PNG);
    expect(draft.message()).toBeInstanceOf(MimePart);
    expect(draft.message().contentType).toBe("multipart/mixed");
    expect(draft.message().children.map(({ contentType }) => contentType)).toEqual([
      "text/plain",
      "application/octet-stream",
    ]);
  });

  test("P9.25: a subclass that overrides it has its own content sent", async () => {
    class Report extends EmailMessage {
      override message(): MimePart {
        const headers = super.message().headers.filter(({ name }) => !/^content-/i.test(name));
        const tag = HeaderField.unstructured("X-Report", "yes");
        return new MimePart({ contentType: "text/csv", content: "a,b", headers: [...headers, tag] });
      }
    }
    await using server = await startCatchingServer();
    const connection = new SmtpBackend({ host: "127.0.0.1", port: server.port });
    expect(await new Report("Subject", "Body", null, ["to@example.com"], { connection }).send()).toBe(1);
    const sent = server.mails[0]?.bytes.toString() ?? "";
    expect(sent).toMatch(/^Subject: Subject\r\n[\s\S]*^X-Report: yes\r\n/m);
    expect(sent).toMatch(/^Content-Type: text\/csv; charset=utf-8\r\n[\s\S]*\r\n\r\na,b\r\n$/m);
  });
});

describe("attach()", () => {
  test("P9.28, P9.30, P9.32: adds a file of a name, a content and a MIME type", async () => {
    const draft = message();
    draft.attach("design.png", PNG, "image/png");
    expect(draft.attachments).toEqual([new EmailAttachment("design.png", PNG, "image/png")]);
    const { attachments } = await read(draft);
    expect(attachments).toMatchObject([{ filename: "design.png", mimeType: "image/png", disposition: "attachment" }]);
    expect(new Uint8Array(attachments[0]?.content as ArrayBuffer)).toEqual(PNG);
  });

  test("P9.29: a MimePart stands in the message as it is", () => {
    const part = new MimePart({
      contentType: "image/png",
      content: PNG,
      headers: [
        HeaderField.unstructured("Content-ID", "<logo>"),
        HeaderField.unstructured("Content-Disposition", "inline"),
      ],
    });
    const draft = message();
    draft.attach(part);
    expect(draft.message().children[1]).toBe(part);
    expect(draft.message().toString()).toContain(part.toString().trimEnd());
  });

  test("P9.31: the MIME type is guessed from the name, where it is missing", () => {
    const draft = message();
    for (const name of ["a.png", "a.pdf", "a.txt", "a.html", "a.unknown"]) draft.attach(name, PNG);
    expect(draft.attachments.map(({ mimetype }) => mimetype).slice(0, 2)).toEqual(["image/png", "application/pdf"]);
    expect(draft.attachments.at(-1)?.mimetype).toBe("application/octet-stream");
    draft.attach("b.html", "<p>");
    expect(draft.attachments.at(-1)?.mimetype).toBe("text/html");
  });

  test("P9.33, P9.37: an EmailMessage and a MimePart of a message are attached as message/rfc822, not as base64", async () => {
    const inner = new EmailMessage("Inner", "Inner body", "in@example.com", ["to@example.com"]);
    const draft = message();
    draft.attach("first.eml", inner, "message/rfc822");
    draft.attach("second.eml", inner.message(), "message/rfc822");
    const [, first, second] = draft.message().children;
    for (const part of [first, second]) {
      expect(part?.contentType).toBe("message/rfc822");
      expect(part?.toString()).not.toContain("base64");
      expect(part?.toString()).toMatch(
        /\r\n\r\nSubject: Inner\r\nFrom: in@example\.com\r\n[\s\S]*\r\n\r\nInner body\r\n$/,
      );
    }
  });

  test("P9.34, P9.35: the content of a type text/* is a string, and octets are decoded as UTF-8", () => {
    const draft = message();
    draft.attach("a.txt", "Zoë", "text/plain");
    draft.attach("b.txt", new TextEncoder().encode("Zoë"), "text/plain");
    expect(draft.attachments.map(({ content, mimetype }) => [content, mimetype])).toEqual([
      ["Zoë", "text/plain"],
      ["Zoë", "text/plain"],
    ]);
  });

  test("P9.36: octets of a type text/* that are not UTF-8 are application/octet-stream, unchanged", async () => {
    const octets = new Uint8Array([0x5a, 0xff, 0x0a, 0x0d]);
    const draft = message();
    draft.attach("a.txt", octets, "text/plain");
    expect(draft.attachments).toMatchObject([{ content: octets, mimetype: "application/octet-stream" }]);
    const { attachments } = await read(draft);
    expect(attachments).toMatchObject([{ filename: "a.txt", mimeType: "application/octet-stream" }]);
    expect(new Uint8Array(attachments[0]?.content as ArrayBuffer)).toEqual(octets);
  });

  test("P9.42: an EmailAttachment reads as a tuple of file name, content and MIME type", () => {
    const attachment = new EmailAttachment("a.png", PNG, "image/png");
    expect([...attachment]).toEqual(["a.png", PNG, "image/png"]);
    expect([attachment[0], attachment[1], attachment[2]]).toEqual(["a.png", PNG, "image/png"]);
    expect([attachment.filename, attachment.content, attachment.mimetype]).toEqual(["a.png", PNG, "image/png"]);
  });
});

describe("attachFile()", () => {
  test("P9.38, P9.39, P9.40: attaches a file under its own name, of the type that is given, else guessed from the name", async () => {
    const path = join(await makeFolder(), "weather_map.png");
    await writeFile(path, PNG);
    const draft = message();
    await draft.attachFile(path);
    await draft.attachFile(path, "application/x-map");
    expect(draft.attachments.map(({ filename, mimetype }) => [filename, mimetype])).toEqual([
      ["weather_map.png", "image/png"],
      ["weather_map.png", "application/x-map"],
    ]);
    const { attachments } = await read(draft);
    for (const { content } of attachments) expect(Buffer.from(content as ArrayBuffer)).toEqual(await readFile(path));
  });

  test("P9.41: octets of a type text/* are treated as in attach()", async () => {
    const folder = await makeFolder();
    await writeFile(join(folder, "a.txt"), "Zoë");
    await writeFile(join(folder, "b.txt"), new Uint8Array([0xff]));
    const draft = message();
    await draft.attachFile(join(folder, "a.txt"));
    await draft.attachFile(join(folder, "b.txt"));
    await draft.attachFile(join(folder, "b.txt"), "text/html");
    const octets = new Uint8Array([0xff]);
    expect(
      draft.attachments.map(({ content, mimetype }) => [
        typeof content === "string" ? content : new Uint8Array(content as Uint8Array),
        mimetype,
      ]),
    ).toEqual([
      ["Zoë", "text/plain"],
      [octets, "application/octet-stream"],
      [octets, "application/octet-stream"],
    ]);
  });
});

test("P9.26: recipients() answers to, cc and bcc as they are at the time", () => {
  const draft = message();
  draft.cc.push("cc@example.com");
  draft.bcc = ["bcc@example.com"];
  expect(draft.recipients()).toEqual(["to@example.com", "cc@example.com", "bcc@example.com"]);
  expect(written(draft, "Cc")).toEqual(["cc@example.com"]);
});
