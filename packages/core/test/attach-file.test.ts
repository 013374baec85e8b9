import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EmailMessage, InvalidMessageError } from "../src/index.ts";
import { RecordingBackend } from "./recording-backend.ts";

let folder: string;
const file = (name: string): string => join(folder, name);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "posthorn-files-"));
  await writeFile(file("report.txt"), "Grüße\n");
  await writeFile(file("data.bin"), Uint8Array.of(0, 255));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

test("a file is attached under its own name, with the type of the name or the one that is given", async () => {
  const message = new EmailMessage();
  await message.attachFile(file("report.txt"));
  await message.attachFile(pathToFileURL(file("data.bin")), "image/png");
  expect(message.attachments.map(({ filename, mimetype }) => [filename, mimetype])).toEqual([
    ["report.txt", "text/plain"],
    ["data.bin", "image/png"],
  ]);
  expect((await message.buffered()).attachments.map(({ content }) => content)).toEqual([
    "Grüße\n",
    Uint8Array.of(0, 255),
  ]);
});

test("a file is attached under another name, from which its type is guessed", async () => {
  const message = new EmailMessage();
  await message.attachFile(file("data.bin"), { filename: "Rechnung.pdf" });
  await message.attachFile(file("data.bin"), { filename: "Karte", mimetype: "image/png", contentId: "map" });
  await message.attachFile(file("data.bin"), { filename: null });
  await message.attachFile(file("data.bin"), { contentId: "data" });
  expect(message.attachments.map(({ filename, mimetype, contentId }) => [filename, mimetype, contentId])).toEqual([
    ["Rechnung.pdf", "application/pdf", null],
    ["Karte", "image/png", "map"],
    [null, "application/octet-stream", null],
    ["data.bin", "application/octet-stream", "data"],
  ]);
  await expect(message.attachFile(file("data.bin"), { name: "a.pdf" } as object)).rejects.toThrow(
    'attachFile() takes no option "name"; it takes filename, mimetype, contentId.',
  );
});

test("octets of a text type that are not UTF-8 become application/octet-stream", async () => {
  const message = new EmailMessage();
  await message.attachFile(file("data.bin"), "text/plain");
  expect(message.attachments[0]?.mimetype).toBe("application/octet-stream");
});

describe("a file that cannot be read", () => {
  test.each([
    ["missing.pdf", "there is no such file"],
    [".", "it is a folder"],
  ])("%s is an error at once: %s", async (name, reason) => {
    const attached = new EmailMessage().attachFile(join(folder, name));
    await expect(attached).rejects.toThrow(InvalidMessageError);
    await expect(attached).rejects.toMatchObject({ code: "unreadable_file", cause: expect.any(Error) });
    await expect(attached).rejects.toThrow(reason);
  });

  test("a pipe, a device and what the kernel writes are no regular files, and are not read", async () => {
    execFileSync("mkfifo", [file("pipe")]);
    for (const path of [file("pipe"), "/dev/zero", "/proc/self/environ"])
      await expect(new EmailMessage().attachFile(path)).rejects.toThrow("it is no regular file");
  });

  test.each([
    ["", "It is empty; is a variable not set?"],
    ["file:///etc/hostname", "A string is a path; give new URL(…) for a URL."],
  ])("the path %j is no file's, and the error says what was meant", async (path, advice) => {
    const attached = new EmailMessage().attachFile(path);
    await expect(attached).rejects.toThrow(InvalidMessageError);
    await expect(attached).rejects.toMatchObject({
      code: "unreadable_file",
      message: `attachFile() takes the path of a file; got ${JSON.stringify(path)}. ${advice}`,
    });
  });

  test("a URL in a string is a path, and is never fetched; what is no path at all is a TypeError", async () => {
    await expect(new EmailMessage().attachFile("http://127.0.0.1:1/a.txt")).rejects.toThrow("there is no such file");
    await expect(new EmailMessage().attachFile(5 as never)).rejects.toThrow(TypeError);
  });
});

describe("a call that failed and was awaited", () => {
  test("is done with: the message goes out without the file, and can be looked at and copied", async () => {
    const connection = new RecordingBackend();
    const message = new EmailMessage({ to: ["a@example.com"], connection });
    await expect(message.attachFile(file("optional.pdf")), "who waits is told").rejects.toThrow("optional.pdf");
    await message.attachFile(file("report.txt"));
    expect(message.copy().attachments).toHaveLength(1);
    expect(message.message().children[0]?.filename).toBe("report.txt");
    expect(await message.send()).toBe(1);
    expect(connection.sent[0]?.mime.children.map(({ filename }) => filename)).toEqual(["report.txt"]);
  });

  test("does not speak for a later one, which names its own file", async () => {
    const message = new EmailMessage({ to: ["a@example.com"] });
    await expect(message.attachFile(file("first.pdf"))).rejects.toThrow("first.pdf");
    await expect(message.attachFile(file("second.pdf"))).rejects.toThrow("second.pdf");
  });

  test.each<[string, (attached: Promise<void>) => Promise<unknown>]>([
    ["catch()", (attached) => attached.catch(() => undefined)],
    ["then()", (attached) => attached.then(undefined, () => undefined)],
    ["Promise.allSettled()", (attached) => Promise.allSettled([attached])],
  ])("is awaited by %s too", async (_, wait) => {
    const connection = new RecordingBackend();
    const message = new EmailMessage({ to: ["a@example.com"], connection });
    await wait(message.attachFile(file("optional.pdf")));
    expect(await message.send(), "who caught the error goes on without the file").toBe(1);
  });

  test.each<[string, (attached: Promise<void>) => unknown]>([
    ["an async function that nobody awaits", (attached) => (async () => await attached)().catch(() => undefined)],
    ["Promise.race()", (attached) => Promise.race([attached, Promise.resolve()])],
    ["a handler", (attached) => attached.catch(() => undefined)],
  ])("refuses the message that was sent before it failed, though %s waits for it", async (_, wait) => {
    const connection = new RecordingBackend();
    const message = new EmailMessage({ to: ["a@example.com"], connection });
    await Promise.race([wait(message.attachFile(file("missing.pdf"))), Promise.resolve()]);
    await expect(message.send(), "no mail goes out without what was attached to it").rejects.toThrow("missing.pdf");
    await expect(message.send(), "nor is it forgotten").rejects.toThrow("missing.pdf");
    expect(connection.sent).toEqual([]);
  });
});

describe("a call that nobody awaited", () => {
  test("is waited for by send() and by a connection, and keeps its place among the files", async () => {
    const connection = new RecordingBackend();
    const message = new EmailMessage({ to: ["a@example.com"], connection });
    message.attachFile(file("report.txt"));
    message.attachFile(file("data.bin"));
    expect(await message.send()).toBe(1);
    const names = connection.sent[0]?.mime.children.map(({ filename }) => filename);
    expect(names).toEqual(["report.txt", "data.bin"]);
    message.attachFile(file("report.txt"));
    expect(await connection.sendMessages([message])).toBe(1);
    expect(connection.sent[1]?.mime.children).toHaveLength(3);
  });

  test("and that failed refuses the message, though a later file could be read", async () => {
    const connection = new RecordingBackend();
    const message = new EmailMessage({ to: ["a@example.com"], connection });
    message.attachFile(file("missing.pdf"));
    message.attachFile(file("report.txt"));
    await expect(message.send()).rejects.toThrow("missing.pdf");
    await expect(message.send(), "nor is it forgotten").rejects.toThrow("missing.pdf");
    expect(connection.sent).toEqual([]);
  });

  test("and that failed is told by message() and copy(), for which nothing is being read", async () => {
    const message = new EmailMessage({ to: ["a@example.com"], connection: new RecordingBackend() });
    message.attachFile(file("missing.pdf"));
    expect(() => message.copy()).toThrow("A file is still being read; await attachFile() before you copy the message.");
    await expect(message.send()).rejects.toThrow("missing.pdf");
    expect(() => message.message()).toThrow("there is no such file");
    expect(() => message.copy()).toThrow("there is no such file");
  });

  test("makes message() an error that says what to await", async () => {
    const message = new EmailMessage({ to: ["a@example.com"] });
    const attached = message.attachFile(file("report.txt"));
    expect(() => message.message()).toThrow("await attachFile() before you look at the message");
    await attached;
    expect(message.message().children).toHaveLength(1);
  });
});
