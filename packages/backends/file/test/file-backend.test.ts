import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigurationError, configureMail, EmailMessage } from "@posthorn/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FileBackend } from "../src/index.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "posthorn-file-"));
});
afterEach(async () => {
  configureMail({});
  await rm(folder, { recursive: true });
});

const message = (subject: string): EmailMessage =>
  new EmailMessage(subject, "Body", "from@example.com", ["to@example.com"]);

test("each session writes one file, in a folder that is made for it", async () => {
  const filePath = join(folder, "deep/er");
  const connection = new FileBackend({ filePath });
  await connection.sendMessages([message("a"), message("b")]);
  await connection.open();
  await connection.sendMessages([message("c")]);
  await connection.sendMessages([message("d")]);
  await connection.close();
  const names = (await readdir(filePath)).sort();
  expect(names).toHaveLength(2);
  for (const name of names) expect(name).toMatch(/^\d{8}-\d{6}-[0-9a-f-]{36}\.log$/);
  const texts = await Promise.all(names.map((name) => readFile(join(filePath, name), "utf8")));
  expect(texts.map((text) => (text.match(/^Subject: .$/gm) ?? []).join()).sort()).toEqual([
    "Subject: a,Subject: b",
    "Subject: c,Subject: d",
  ]);
  expect(texts.join("").match(/^-{79}$/gm)).toHaveLength(4);
});

test("the folder may come from the settings", async () => {
  configureMail({ emailFilePath: folder });
  await new FileBackend().sendMessages([message("a")]);
  expect(await readdir(folder)).toHaveLength(1);
});

test("only the owner may read a file, which may hold a login link", async ({ skip }) => {
  skip(process.platform === "win32", "Windows has no such file modes");
  await new FileBackend({ filePath: folder }).sendMessages([message("a")]);
  const [name = ""] = await readdir(folder);
  expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
});

test("no folder at all is an error that says how to give one", () => {
  expect(() => new FileBackend()).toThrow(ConfigurationError);
  expect(() => new FileBackend()).toThrow(/EMAIL_FILE_PATH/);
});

test("a folder that is a file is an error, and the next session tries again", async () => {
  const filePath = join(folder, "file");
  await writeFile(filePath, "");
  const connection = new FileBackend({ filePath });
  await expect(connection.sendMessages([message("a")])).rejects.toThrow(`${filePath}: it is a file, not a folder.`);
  await rm(filePath);
  expect(await connection.sendMessages([message("a")])).toBe(1);
});
