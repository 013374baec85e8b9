import { chmod, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { BadHeaderError, ConfigurationError, configureMail, EmailMessage } from "@posthorn/core";
import { FileBackend } from "@posthorn/file";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { runNode } from "../node-program.ts";
import { makeFolder, removeFolders } from "./folders.ts";

let folder: string;
beforeEach(async () => {
  folder = await makeFolder();
});
afterEach(async () => {
  configureMail({});
  vi.unstubAllEnvs();
  await removeFolders();
});

const message = (subject: string, to: readonly string[] = ["to@example.com"]): EmailMessage =>
  new EmailMessage(subject, "Body", "from@example.com", to);

/** The texts of the files in a folder, in the order of their names. */
async function texts(path: string): Promise<readonly string[]> {
  return Promise.all((await readdir(path)).sort().map((name) => readFile(join(path, name), "utf8")));
}

const subjects = (text: string | undefined): readonly string[] =>
  Array.from((text ?? "").matchAll(/^Subject: (.*)$/gm), ([, subject]) => subject ?? "");

describe("a file", () => {
  test("B13.9: is made for each session, under its time and an id", async () => {
    const connection = new FileBackend({ filePath: folder });
    await connection.sendMessages([message("a"), message("b")]);
    await connection.sendMessages([message("c")]);
    await new FileBackend({ filePath: folder }).sendMessages([message("d")]);
    const names = await readdir(folder);
    for (const name of names) expect(name).toMatch(/^\d{8}-\d{6}-[0-9a-f-]{36}\.log$/);
    const sessions = (await texts(folder)).map((text) => subjects(text).join());
    expect([...sessions].sort()).toEqual(["a,b", "c", "d"]);
  });

  test("B13.9, B13.11: is the same from open() to close()", async () => {
    const connection = new FileBackend({ filePath: folder });
    await connection.open();
    await connection.sendMessages([message("a")]);
    await connection.sendMessages([message("b")]);
    await connection.close();
    expect((await texts(folder)).map(subjects)).toEqual([["a", "b"]]);
    await connection.sendMessages([message("c")]);
    expect(await readdir(folder)).toHaveLength(2);
  });

  test.each([
    ["the option filePath", (path: string) => new FileBackend({ filePath: path })],
    [
      "the setting emailFilePath",
      (path: string) => {
        configureMail({ emailFilePath: path });
        return new FileBackend();
      },
    ],
    [
      "EMAIL_FILE_PATH",
      (path: string) => {
        vi.stubEnv("EMAIL_FILE_PATH", path);
        return new FileBackend();
      },
    ],
  ] as const)("B13.9: stands in the folder of %s", async (_what, make) => {
    expect(await make(folder).sendMessages([message("a")])).toBe(1);
    expect(await readdir(folder)).toHaveLength(1);
  });

  test("B13.10: holds each message with line feeds, a line feed and a line of 79 dashes", async () => {
    let id = 0;
    configureMail({ clock: () => new Date("2026-11-23T09:05:00Z"), idSource: () => `id${++id}` });
    await new FileBackend({ filePath: folder }).sendMessages([message("a"), message("b")]);
    const expected = (subject: string, number: number): string =>
      [
        `Subject: ${subject}`,
        "From: from@example.com",
        "To: to@example.com",
        "Date: Mon, 23 Nov 2026 09:05:00 +0000",
        `Message-ID: <id${number}@example.com>`,
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 7bit",
        "",
        "Body",
        "",
        "-".repeat(79),
        "",
      ].join("\n");
    expect(await texts(folder)).toEqual([expected("a", 1) + expected("b", 2)]);
  });
});

test("B13.11: open() is true, then false while it is open; close() can be called twice", async () => {
  const connection = new FileBackend({ filePath: folder });
  expect([await connection.open(), await connection.open()]).toEqual([true, false]);
  await connection.close();
  await connection.close();
  expect(await connection.open()).toBe(true);
  expect(await readdir(folder)).toHaveLength(1);
  await connection.close();
  // Nothing was written.
  expect(await readdir(folder)).toEqual([]);
});

describe("the folder", () => {
  test("B13.12: is made with its parents once there is something to write", async () => {
    const filePath = join(folder, "deep", "er");
    const connection = new FileBackend({ filePath });
    expect(await readdir(folder)).toEqual([]);
    await connection.sendMessages([message("a")]);
    expect(await readdir(filePath)).toHaveLength(1);
  });

  test("B13.13: that is a file is a configuration error that names it, silently too", async () => {
    const filePath = join(folder, "file");
    await writeFile(filePath, "");
    const connection = new FileBackend({ filePath, failSilently: true });
    const failure = new ConfigurationError(
      `The file backend cannot use the folder ${filePath}: it is a file, not a folder. Name another in filePath, emailFilePath or EMAIL_FILE_PATH.`,
    );
    await expect(connection.open()).rejects.toThrow(failure);
    await expect(connection.sendMessages([message("a")])).rejects.toThrow(failure);
    expect(await readFile(filePath, "utf8")).toBe("");
  });

  test("B13.14: that cannot be made is a configuration error that says why", async () => {
    const filePath = join(folder, "n".repeat(300));
    const sent = new FileBackend({ filePath }).sendMessages([message("a")]);
    await expect(sent).rejects.toThrow(ConfigurationError);
    await expect(sent).rejects.toThrow(
      `cannot use the folder ${filePath}: its name is too long (ENAMETOOLONG). Name another in filePath, emailFilePath or EMAIL_FILE_PATH.`,
    );
    await expect(sent).rejects.toMatchObject({ cause: { code: "ENAMETOOLONG" } });
  });

  test("B13.14: that stands below a file is a configuration error that says so", async () => {
    await writeFile(join(folder, "file"), "");
    const filePath = join(folder, "file", "folder");
    const sent = new FileBackend({ filePath }).sendMessages([message("a")]);
    await expect(sent).rejects.toThrow(ConfigurationError);
    await expect(sent).rejects.toThrow(
      `cannot use the folder ${filePath}: what it stands in is a file, not a folder. Name another in filePath, emailFilePath or EMAIL_FILE_PATH.`,
    );
  });

  test("B13.15: that cannot be written to is a configuration error", async ({ skip }) => {
    skip(process.platform === "win32", "Windows has no such file modes");
    await chmod(folder, 0o555);
    const program = `
      import { EmailMessage } from "@posthorn/core";
      import { FileBackend } from "@posthorn/file";
      // For root every folder is writable.
      if (process.getuid() === 0) process.seteuid(65534);
      await new FileBackend({ failSilently: true })
        .sendMessages([new EmailMessage({ to: ["to@example.com"] })])
        .catch(({ name, message }) => console.log(name, message));
    `;
    expect((await runNode({ "a.mjs": program }, { EMAIL_FILE_PATH: folder })).stdout).toBe(
      `ConfigurationError The file backend cannot use the folder ${folder}: this user may not write to it (EACCES). Name another in filePath, emailFilePath or EMAIL_FILE_PATH.\n`,
    );
    await chmod(folder, 0o755);
    expect(await readdir(folder)).toEqual([]);
  });

  test("B13.16: that nobody named is a configuration error of the constructor, which says how to name one", () => {
    vi.stubEnv("EMAIL_FILE_PATH", "");
    expect(() => new FileBackend()).toThrow(
      new ConfigurationError(
        "The file backend needs a folder: give filePath, or set emailFilePath or EMAIL_FILE_PATH.",
      ),
    );
  });

  test("B13.16: is a string or a file: URL; anything else is a TypeError", () => {
    expect(new FileBackend({ filePath: pathToFileURL(folder) }).filePath).toBe(folder);
    expect(() => new FileBackend({ filePath: 5 as never })).toThrow(
      new TypeError("filePath must be the path of a folder: a string, or a file: URL."),
    );
  });
});

test("B13.6: of no messages it is 0, and no file is made", async () => {
  expect(await new FileBackend({ filePath: folder }).sendMessages([])).toBe(0);
  expect(await readdir(folder)).toEqual([]);
});

test("B13.7: a message without recipients is neither written nor counted", async () => {
  const connection = new FileBackend({ filePath: folder });
  expect(await connection.sendMessages([message("a"), message("nobody", [])])).toBe(1);
  expect((await texts(folder)).map(subjects)).toEqual([["a"]]);
});

test("B13.8: an invalid message is an error, silently too, and the others are written", async () => {
  const connection = new FileBackend({ filePath: folder, failSilently: true });
  const sent = connection.sendMessages([message("a"), message("line\nbreak"), message("c")]);
  await expect(sent).rejects.toThrow(BadHeaderError);
  await expect(sent).rejects.toMatchObject({ report: { sent: 2 } });
  expect((await texts(folder)).map(subjects)).toEqual([["a", "c"]]);
});

test("B13.8: a file that takes no more is a delivery error, which is silenced and not counted", async ({ skip }) => {
  skip(process.platform === "win32", "Windows has no limit on the size of a file");
  const program = `
    import { spawnSync } from "node:child_process";
    import { sendMail, sendMassMail } from "@posthorn/core";
    if (process.env.LIMITED) {
      const large = ["large", "x\\n".repeat(100_000), null, ["to@example.com"]];
      console.log(await sendMassMail([large], { failSilently: true }));
      await sendMassMail([large]).catch(({ name, code, retryable }) => console.log(name, code, retryable));
    } else {
      const env = { ...process.env, LIMITED: "1" };
      spawnSync("sh", ["-c", 'ulimit -f 64 && exec "$0" a.mjs', process.execPath], { stdio: "inherit", env });
    }
  `;
  const env = { EMAIL_BACKEND: "@posthorn/file", EMAIL_FILE_PATH: folder };
  expect((await runNode({ "a.mjs": program }, env)).stdout).toBe("0\nDeliveryError service true\n");
});
