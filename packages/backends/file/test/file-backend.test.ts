import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ConfigurationError, configureMail, EmailMessage } from "@posthorn/core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FileBackend } from "../src/index.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "posthorn-file-"));
});
afterEach(async () => {
  configureMail({});
  await rm(folder, { recursive: true });
});

const message = (subject: string, body = "Body"): EmailMessage =>
  new EmailMessage(subject, body, "from@example.com", ["to@example.com"]);

/** The texts of the files in a folder, in the order of their names. */
const texts = async (path: string): Promise<readonly string[]> =>
  Promise.all((await readdir(path)).sort().map((name) => readFile(join(path, name), "utf8")));
const subjects = (text: string): string => (text.match(/^Subject: .*$/gm) ?? []).join().replaceAll("Subject: ", "");

/** What gives a first octet, and more once it may go on. */
function held(): { readonly content: AsyncIterable<Uint8Array>; readonly isRead: Promise<void>; goOn(): void } {
  const { promise: isRead, resolve: tell } = deferred();
  const { promise: mayGoOn, resolve: goOn } = deferred();
  async function* content(): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(100_000);
    tell();
    await mayGoOn;
    yield Uint8Array.of(1);
  }
  return { content: content(), isRead, goOn };
}

function deferred(): { readonly promise: Promise<void>; resolve(): void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}

describe("a log", () => {
  test("is one file for each session, in a folder that is made for it", async () => {
    const filePath = join(folder, "deep/er");
    const connection = new FileBackend({ filePath });
    await connection.sendMessages([message("a"), message("b")]);
    await connection.open();
    await connection.sendMessages([message("c")]);
    await connection.sendMessages([message("d")]);
    await connection.close();
    for (const name of await readdir(filePath)) expect(name).toMatch(/^\d{8}-\d{6}-[0-9a-f-]{36}\.log$/);
    const logs = await texts(filePath);
    expect(logs.map(subjects).sort()).toEqual(["a,b", "c,d"]);
    expect(logs.join("").match(/^-{79}$/gm)).toHaveLength(4);
  });

  test("of a session in which nothing was written does not stay behind", async () => {
    const connection = new FileBackend({ filePath: folder });
    await connection.open();
    await expect(connection.sendMessages([message("a\nb")])).rejects.toThrow("line breaks");
    await connection.close();
    expect(await readdir(folder)).toEqual([]);
  });

  test("that was deleted in its session takes no more mail, and the next session begins another", async () => {
    const connection = new FileBackend({ filePath: join(folder, "logs") });
    await connection.open();
    await connection.sendMessages([message("a")]);
    await rm(join(folder, "logs"), { recursive: true });
    await expect(connection.sendMessages([message("b")])).rejects.toMatchObject({
      code: "service",
      retryable: true,
      message: `The mail cannot be written to the folder ${join(folder, "logs")}: the log of this session was deleted.`,
    });
    await connection.close();
    expect(await connection.sendMessages([message("b")])).toBe(1);
    expect((await texts(join(folder, "logs"))).map(subjects)).toEqual(["b"]);
  });

  test("has one message behind the other, though they are written at once", async () => {
    const connection = new FileBackend({ filePath: folder });
    await connection.open();
    const names = Array.from({ length: 10 }, (_, at) => `${at}`);
    await Promise.all(
      names.map((name) => connection.sendMessages([message(name, `${name} `.repeat(100).concat("\n").repeat(5000))])),
    );
    await connection.close();
    const [log = ""] = await texts(folder);
    const mails = log.split(`\n${"-".repeat(79)}\n`).slice(0, -1);
    expect(mails).toHaveLength(10);
    for (const mail of mails) {
      const body = mail.slice(mail.indexOf("\n\n") + 2);
      expect([...new Set(body.trim().split(/\s+/))]).toEqual([subjects(mail)]);
    }
  });
});

describe("an eml", () => {
  test("is one file for each message, with the octets that would be sent", async () => {
    let id = 0;
    configureMail({ clock: () => new Date("2026-11-23T09:05:00Z"), idSource: () => `id${++id}` });
    const connection = new FileBackend({ filePath: folder, format: "eml" });
    expect(await connection.sendMessages([message("../a"), message("b")])).toBe(2);
    const names = (await readdir(folder)).sort();
    const session = names[0]?.slice(0, 52);
    expect(session).toMatch(/^\d{8}-\d{6}-[0-9a-f-]{36}$/);
    expect(names).toEqual([`${session}-000001.eml`, `${session}-000002.eml`]);
    id = 0;
    expect(await texts(folder)).toEqual([message("../a"), message("b")].map((each) => each.message().toString()));
  });

  test("is not there before it is whole", async () => {
    const { content, isRead, goOn } = held();
    const slow = message("slow");
    slow.attach("slow.bin", content);
    const sent = new FileBackend({ filePath: folder, format: "eml" }).sendMessages([slow]);
    await isRead;
    expect(await readdir(folder)).toEqual([expect.stringMatching(/-000001\.eml\.part$/)]);
    goOn();
    expect(await sent).toBe(1);
    expect(await readdir(folder)).toEqual([expect.stringMatching(/-000001\.eml$/)]);
  });

  test("that is aborted leaves nothing behind, and is refused", async () => {
    const { content, isRead } = held();
    const slow = message("slow");
    slow.attach("slow.bin", content);
    const controller = new AbortController();
    const connection = new FileBackend({ filePath: folder, format: "eml" });
    const sent = connection.deliver([slow], { signal: controller.signal });
    await isRead;
    controller.abort();
    await expect(sent).rejects.toMatchObject({ name: "AbortError", report: { deliveries: [{ outcome: "refused" }] } });
    expect(await readdir(folder)).toEqual([]);
  });

  test("whose content cannot be read leaves nothing behind, and the next message is written", async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(100_000);
      throw new Error("the source is gone");
    }
    const broken = message("broken");
    broken.attach("a.bin", failing());
    const sent = new FileBackend({ filePath: folder, format: "eml" }).sendMessages([broken, message("b")]);
    await expect(sent).rejects.toMatchObject({ code: "unreadable_content", report: { sent: 1 } });
    expect((await texts(folder)).map(subjects)).toEqual(["b"]);
  });

  test("for which the folder is gone is a delivery error", async () => {
    const filePath = join(folder, "short-lived");
    const connection = new FileBackend({ filePath, format: "eml" });
    await connection.open();
    await rm(filePath, { recursive: true });
    await expect(connection.sendMessages([message("a")])).rejects.toMatchObject({
      name: "DeliveryError",
      code: "service",
      cause: { code: "ENOENT" },
    });
    await connection.close();
  });
});

test.each(["log", "eml"] as const)("only the owner may read a %s, which may hold a login link", async (format) => {
  await new FileBackend({ filePath: folder, format }).sendMessages([message("a")]);
  const [name = ""] = await readdir(folder);
  // Windows has no such file modes.
  if (process.platform !== "win32") expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
});

describe("the folder", () => {
  test("may come from the settings", async () => {
    configureMail({ emailFilePath: folder });
    await new FileBackend().sendMessages([message("a")]);
    expect(await readdir(folder)).toHaveLength(1);
  });

  test("may be a file: URL", async () => {
    const connection = new FileBackend({ filePath: new URL("a%20b/", `${pathToFileURL(folder)}/`) });
    await connection.sendMessages([message("a")]);
    expect(await readdir(join(folder, "a b"))).toHaveLength(1);
  });

  test.each([[new URL("https://example.com/")], [5], [null]])("%s is none", (filePath) => {
    if (filePath === null) return expect(() => new FileBackend({ filePath } as never)).toThrow(TypeError);
    expect(() => new FileBackend({ filePath } as never)).toThrow(
      new TypeError("filePath must be the path of a folder: a string, or a file: URL."),
    );
  });

  test("that nobody named is an error that says how to name one", () => {
    expect(() => new FileBackend()).toThrow(ConfigurationError);
    expect(() => new FileBackend()).toThrow(/EMAIL_FILE_PATH/);
  });

  test.each(["log", "eml"] as const)(
    "that is a file is an error for a %s, and the next session tries again",
    async (format) => {
      const filePath = join(folder, "file");
      await writeFile(filePath, "");
      const connection = new FileBackend({ filePath, format });
      await expect(connection.sendMessages([message("a")])).rejects.toThrow(
        `${filePath}: it is a file, not a folder. Name another in filePath, emailFilePath or EMAIL_FILE_PATH.`,
      );
      await rm(filePath);
      expect(await connection.sendMessages([message("a")])).toBe(1);
    },
  );

  test.each(["log", "eml"] as const)(
    "that this user may not write to is an error of open() for a %s",
    async (format) => {
      if (process.platform === "win32") return;
      await chmod(folder, 0o555);
      const isRoot = process.getuid?.() === 0;
      // For root every folder is writable.
      if (isRoot) process.seteuid?.(65534);
      try {
        await expect(new FileBackend({ filePath: folder, format }).open()).rejects.toMatchObject({
          name: "ConfigurationError",
          message: expect.stringContaining("this user may not write to it (EACCES). Name another"),
        });
      } finally {
        if (isRoot) process.seteuid?.(0);
      }
    },
  );

  test.runIf(process.platform === "linux")(
    "that the system lets nobody make is an error, below others too",
    async () => {
      for (const filePath of ["/proc/mails", "/proc/mails/of/today"])
        await expect(new FileBackend({ filePath }).open()).rejects.toThrow(
          `cannot use the folder ${filePath}: it cannot be written to (ENOENT). Name another`,
        );
    },
  );

  test("that is a link is where it points, and nothing is written elsewhere", async () => {
    const filePath = join(folder, "link");
    const target = await mkdtemp(join(folder, "target-"));
    await symlink(target, filePath, "junction");
    await new FileBackend({ filePath }).sendMessages([message("../../a")]);
    expect(await readdir(target)).toHaveLength(1);
    expect((await readdir(folder)).sort()).toEqual(["link", target.slice(folder.length + 1)].sort());
  });
});

test.each([
  ["mbox", "'mbox'"],
  [10n, "10n"],
])("the format %o is a TypeError", (format, shown) => {
  expect(() => new FileBackend({ filePath: folder, format: format as never })).toThrow(
    new TypeError(`format must be "log" or "eml"; got ${shown}.`),
  );
});
