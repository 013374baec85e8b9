import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EmailMessage } from "@posthorn/core";
import { afterAll, beforeAll, beforeEach, expect, type TestContext, test } from "vitest";
import { FileBackend } from "../src/index.ts";

/** A file system of 64 KiB, or why there is none. */
let disk: string;
let missing = "";
beforeAll(async () => {
  disk = await mkdtemp(join(tmpdir(), "posthorn-full-"));
  const { status, error, stderr } = spawnSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], {
    encoding: "utf8",
  });
  if (status !== 0) missing = `no small disk can be mounted: ${error?.message ?? stderr.trim()}`;
});
afterAll(async () => {
  if (missing === "") spawnSync("umount", ["-l", disk]);
  await rm(disk, { recursive: true, force: true });
});
beforeEach(async () => {
  if (missing === "") for (const name of await readdir(disk)) await rm(join(disk, name));
});

/** Says aloud why a test is skipped, since the summary counts it only. */
function needsDisk({ skip, task }: TestContext): void {
  if (missing !== "") console.log(`Skipped "${task.name}": ${missing}`);
  skip(missing !== "", missing);
}

const message = (subject: string, octets: number): EmailMessage =>
  new EmailMessage(subject, `${"x".repeat(63)}\n`.repeat(octets / 64), "a@example.com", ["b@example.com"]);
const tooLarge = (): EmailMessage => message("too large", 128 * 1024);
const full = {
  code: "service",
  stage: "body",
  retryable: true,
  cause: { code: "ENOSPC" },
  report: { sent: 0 },
};

test("a held log keeps the whole messages, and nothing of the one for which the disk was full", async (context) => {
  needsDisk(context);
  const backend = new FileBackend({ filePath: disk });
  await backend.open();
  await backend.sendMessages([message("first", 1024)]);
  await expect(backend.sendMessages([tooLarge()])).rejects.toMatchObject({
    ...full,
    message: `The mail cannot be written to the folder ${disk}: the disk is full (ENOSPC).`,
  });
  await backend.sendMessages([message("last", 1024)]);
  await backend.close();
  const [name = ""] = await readdir(disk);
  const text = await readFile(join(disk, name), "utf8");
  expect(text.match(/^Subject: .*$/gm)).toEqual(["Subject: first", "Subject: last"]);
  expect(text.match(/^-{79}$/gm)).toHaveLength(2);
});

for (const format of ["log", "eml"] as const) {
  test(`a${format === "eml" ? "n eml" : " log"} of which nothing could be written is not left behind`, async (context) => {
    needsDisk(context);
    const backend = new FileBackend({ filePath: disk, format });
    await expect(backend.sendMessages([tooLarge()])).rejects.toMatchObject(full);
    expect(await readdir(disk)).toEqual([]);
    expect(await backend.sendMessages([message("small", 1024)])).toBe(1);
  });
}

test("a disk that was full before is a delivery error, too", async (context) => {
  needsDisk(context);
  await writeFile(join(disk, "filling"), new Uint8Array(64 * 1024));
  const backend = new FileBackend({ filePath: disk });
  await expect(backend.sendMessages([message("a", 1024)])).rejects.toMatchObject(full);
  expect(await readdir(disk)).toEqual(["filling"]);
});
