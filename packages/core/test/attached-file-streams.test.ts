import { execFileSync } from "node:child_process";
import { appendFile, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EmailMessage, InvalidMessageError } from "../src/index.ts";
import { failureOf } from "./failure-of.ts";

const OCTETS = Uint8Array.from({ length: 300_000 }, (_, index) => index % 256);

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "posthorn-attached-"));
  path = join(folder, "data.bin");
  await writeFile(path, OCTETS);
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** Whether the file of a message has these octets when it is sent. */
async function hasOctets(message: EmailMessage, octets: Uint8Array): Promise<boolean> {
  const { children } = await message.message().buffered();
  return children[1] !== undefined && Buffer.from(children[1].content).equals(octets);
}

async function attached(file = path, type?: Parameters<EmailMessage["attachFile"]>[1]): Promise<EmailMessage> {
  const message = new EmailMessage("Subject", "Body", "from@example.com", ["to@example.com"]);
  await message.attachFile(file, type);
  return message;
}

test("a file that is no text is read each time when the message is sent, not when it is attached", async () => {
  const message = await attached();
  expect(message.message()).toMatchObject({ isStreamed: true, isRepeatable: true });
  await writeFile(path, OCTETS.toReversed());
  expect(await hasOctets(message, OCTETS.toReversed())).toBe(true);
  await writeFile(path, OCTETS);
  expect(await hasOctets(message, OCTETS)).toBe(true);
});

test("text and a nested message are read at once", async () => {
  const files = [
    ["a.txt", "Grüße\n", "text/plain"],
    ["in.eml", "Subject: a\n\nb\n", "message/rfc822"],
  ] as const;
  for (const [name, content, mimetype] of files) {
    const file = join(folder, name);
    await writeFile(file, content);
    const message = await attached(file);
    await rm(file);
    expect(message.attachments[0]?.mimetype).toBe(mimetype);
    expect(message.message().isStreamed).toBe(false);
    const written = new TextDecoder().decode(message.message().children[1]?.content);
    expect(written).toBe(content.replaceAll("\n", "\r\n"));
  }
});

test("the type and the Content-ID of a file may be given as options", async () => {
  const message = await attached(path, { mimetype: "image/png", contentId: "logo" });
  expect(message.attachments[0]).toMatchObject({ filename: "data.bin", mimetype: "image/png", contentId: "logo" });
});

test("a relative path stays the same file when the working directory changes", async () => {
  const before = process.cwd();
  const message = await attached(relative(before, path));
  try {
    process.chdir(folder);
    expect(await hasOctets(message, OCTETS)).toBe(true);
    const own = await attached(basename(path));
    process.chdir(before);
    expect(await hasOctets(own, OCTETS)).toBe(true);
  } finally {
    process.chdir(before);
  }
});

describe("a file that is another when it is sent than when it was attached", () => {
  test.each([
    ["shrank", "unreadable_content", () => truncate(path, 250_000)],
    ["grew", "unreadable_content", () => appendFile(path, "x")],
    ["vanished", "unreadable_file", () => rm(path)],
    [
      "became a pipe",
      "unreadable_file",
      async () => {
        await rm(path);
        execFileSync("mkfifo", [path]);
      },
    ],
  ])("since it %s, is an error", async (_what, code, change) => {
    const message = await attached();
    await change();
    const error = await failureOf(message.message().buffered());
    expect(error).toBeInstanceOf(InvalidMessageError);
    expect(error).toMatchObject({ code });
  });
});
