import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { EmailMessage, InvalidMessageError } from "@posthorn/core";
import { outbox } from "@posthorn/memory";
import { afterEach, expect, test } from "vitest";
import { makeFolder, removeFolders } from "./folders.ts";
import { useOutbox } from "./use-outbox.ts";
import { read } from "./written.ts";

useOutbox();
afterEach(removeFolders);

const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** What a file of that name and content is attached as. */
async function attached(name: string, content: string | Uint8Array, mimetype?: string): Promise<EmailMessage> {
  const path = join(await makeFolder(), name);
  await writeFile(path, content);
  const message = new EmailMessage({ fromEmail: "from@example.com" });
  await message.attachFile(path, mimetype);
  return message;
}

test("B10.22: a file is attached under its own name, without its folder, with the type of the name", async () => {
  const message = await attached("map.png", PNG);
  const { attachments } = await message.buffered();
  expect(attachments.map((attachment) => [...attachment])).toEqual([["map.png", PNG, "image/png"]]);
  const [attachment] = (await read(message)).attachments;
  expect(attachment).toMatchObject({ filename: "map.png", mimeType: "image/png" });
  expect(attachment?.content).toEqual(PNG.buffer);
});

test("B10.22: a type that is given goes before that of the name", async () => {
  const message = await attached("data.txt", "a,b\n", "text/csv");
  expect([...(message.attachments[0] ?? [])]).toEqual(["data.txt", "a,b\n", "text/csv"]);
});

test("B10.22: a file that is missing is an error at once, which no failSilently hides", async () => {
  const message = new EmailMessage({ to: ["to@example.com"] });
  const path = join(await makeFolder(), "missing.txt");
  const failure = message.attachFile(path);
  await expect(failure).rejects.toThrow(InvalidMessageError);
  await expect(failure).rejects.toThrow(`attachFile() cannot read ${JSON.stringify(path)}: there is no such file.`);
  await expect(failure).rejects.toMatchObject({ code: "unreadable_file", cause: { code: "ENOENT" } });
  expect(message.attachments).toEqual([]);
  message.attachFile(path);
  await expect(message.send({ failSilently: true }), "nobody awaited it").rejects.toThrow(InvalidMessageError);
  expect(outbox).toEqual([]);
});

test("B10.22: whoever awaits a file that is missing can send the message without it", async () => {
  const message = new EmailMessage({ to: ["to@example.com"] });
  await expect(message.attachFile(join(await makeFolder(), "missing.txt"))).rejects.toThrow(InvalidMessageError);
  expect(await message.send()).toBe(1);
  expect(outbox).toHaveLength(1);
});

test("B10.23: octets that are no text under the name of one become application/octet-stream", async () => {
  const message = await attached("picture.txt", PNG);
  expect([...(message.attachments[0] ?? [])]).toEqual(["picture.txt", PNG, "application/octet-stream"]);
});

test("B10.23: text under the name of a picture has the type of the name", async () => {
  const message = await attached("text.png", "Hello");
  const [attachment] = (await message.buffered()).attachments;
  expect([...(attachment ?? [])]).toEqual(["text.png", new TextEncoder().encode("Hello"), "image/png"]);
});
