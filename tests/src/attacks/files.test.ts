import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigurationError } from "@posthorn/core";
import { FileBackend } from "@posthorn/file";
import { afterEach, beforeEach, expect, test } from "vitest";
import { messageOf } from "./given.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "posthorn-attacks-"));
});

afterEach(async () => await rm(folder, { recursive: true }));

const HOSTILE = {
  subject: "../../x",
  fromEmail: '"/abs/../x" <a@example.com>',
  headers: { "Message-ID": "<../../x@/etc/passwd>", "X-Name": "/etc/passwd" },
  attachments: [["../../../x", "x", "text/plain"]],
};

test("no message has a say in the name of the file that it is written to, which its owner alone reads", async () => {
  const filePath = join(folder, "mails");
  const message = messageOf({ ...HOSTILE, connection: new FileBackend({ filePath }) });
  for (let count = 0; count < 3; count += 1) expect(await message.send()).toBe(1);
  expect(await readdir(folder)).toEqual(["mails"]);
  const names = await readdir(filePath);
  expect(names).toHaveLength(3);
  for (const name of names) {
    expect(name).toMatch(/^\d{8}-\d{6}-[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\.log$/);
    expect((await stat(join(filePath, name))).mode & 0o777).toBe(0o600);
  }
});

test("ACCESS-023: what stands in the place of the folder is written to neither, nor through a link to it", async () => {
  const target = join(folder, "precious");
  await writeFile(target, "precious");
  await symlink(target, join(folder, "link"));
  await symlink(join(folder, "missing"), join(folder, "dangling"));
  for (const name of ["precious", "link", "dangling", "precious/below", "link/below"]) {
    const connection = new FileBackend({ filePath: join(folder, name), failSilently: true });
    await expect(messageOf({ connection }).send()).rejects.toThrow(ConfigurationError);
  }
  expect(await readFile(target, "utf8")).toBe("precious");
  expect((await readdir(folder)).sort()).toEqual(["dangling", "link", "precious"]);
});

test("a folder that is reached by a link is one: the file in it is new, and never a link's target", async () => {
  await mkdir(join(folder, "real"));
  await symlink(join(folder, "real"), join(folder, "link"));
  expect(await messageOf({ connection: new FileBackend({ filePath: join(folder, "link") }) }).send()).toBe(1);
  expect(await readdir(join(folder, "real"))).toHaveLength(1);
});
