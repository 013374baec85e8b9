import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  BackendNotInstalledError,
  configureMail,
  getConnection,
  InvalidMailerError,
  openConnection,
  overrideMailers,
} from "../src/index.ts";
import { RecordingBackend } from "./recording-backend.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "posthorn-mailers-"));
  vi.spyOn(process, "cwd").mockReturnValue(folder);
});
afterEach(async () => {
  configureMail({});
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

test("a class is constructed anew with the options, an instance is taken as it is", async () => {
  const first = await getConnection(RecordingBackend, { failSilently: true });
  const second = await getConnection(RecordingBackend);
  expect(first).toBeInstanceOf(RecordingBackend);
  expect([first.failSilently, second.failSilently]).toEqual([true, false]);
  expect(first).not.toBe(second);
  expect(await getConnection(second)).toBe(second);
});

test("without an argument it is the setting", async () => {
  configureMail({ backend: RecordingBackend });
  expect(await getConnection()).toBeInstanceOf(RecordingBackend);
});

describe("a specifier", () => {
  test("of a package that is not installed is an error that says what to install", async () => {
    await expect(getConnection("@posthorn/ses")).rejects.toThrow(BackendNotInstalledError);
    await expect(getConnection("@posthorn/ses")).rejects.toThrow(
      /"@posthorn\/ses" is not installed.*Install it: npm install @posthorn\/ses$/,
    );
  });

  test.each([
    ["console", 'There is no backend "console". Did you mean "@posthorn/console"?'],
    ["locmem", 'There is no backend "locmem". Did you mean "@posthorn/memory"?'],
    ["django.core.mail.backends.filebased.EmailBackend", 'Did you mean "@posthorn/file"?'],
    ["myapp.backends.EmailBackend", 'the name of a package, or a path such as "./backends/email.js".'],
    ["/backends/webhook.js", 'There is no module "/backends/webhook.js", looked for from'],
    ["backends/webhook.js", 'A relative path begins with "./": "./backends/webhook.js".'],
    ["somebodys-backend", "Is the name right? If so, install it: npm install somebodys-backend"],
  ])("such as %s is an error that says the right one", async (specifier, text) => {
    await expect(getConnection(specifier)).rejects.toThrow(text);
  });

  test("of a file that is not there is an error that says where it was looked for", async () => {
    await expect(getConnection("./missing.js")).rejects.toThrow(InvalidMailerError);
    await expect(getConnection("./missing.js")).rejects.toThrow(folder);
  });

  test("may be relative, absolute, or the URL of a file", async () => {
    const core = join(import.meta.dirname, "../src/index.ts");
    const source = `import { BaseEmailBackend } from ${JSON.stringify(core)};\nexport default class Own extends BaseEmailBackend {}\n`;
    await writeFile(join(folder, "own.ts"), source);
    for (const specifier of ["./own.ts", join(folder, "own.ts"), pathToFileURL(join(folder, "own.ts")).href])
      expect((await getConnection(specifier)).constructor.name).toBe("Own");
  });

  test("of a module that fails is an error that says why, and keeps the cause", async () => {
    await writeFile(join(folder, "broken.mjs"), "throw new Error('no database');\n");
    await expect(getConnection("./broken.mjs")).rejects.toMatchObject({
      code: "invalid_mailer",
      message: 'The module "./broken.mjs" cannot be loaded: no database',
      cause: { message: "no database" },
    });
    await expect(getConnection("file:///missing.mjs")).rejects.toThrow(
      'The module "file:///missing.mjs" cannot be loaded:',
    );
  });

  test("of a module without a backend is an error that says what is missing", async () => {
    await writeFile(join(folder, "empty.mjs"), "export default class {}\n");
    await expect(getConnection("./empty.mjs")).rejects.toThrow(/no backend as its default export/);
  });
});

test("a class that is no backend is an error", async () => {
  await expect(getConnection(Map as never)).rejects.toThrow(InvalidMailerError);
});

test("openConnection answers an open connection", async () => {
  const connection = await openConnection(RecordingBackend);
  expect(connection.calls).toEqual(["connect"]);
  expect(await connection.open()).toBe(false);
});

test("openConnection closes what it could not open, and throws why it could not", async () => {
  class Half extends RecordingBackend {
    protected override async disconnect(): Promise<void> {
      this.calls.push("disconnect");
      throw new Error("close failed");
    }
  }
  const made: Half[] = [];
  class Unreachable extends Half {
    constructor() {
      super();
      made.push(this);
    }
    override reachable = (): void => {
      throw new Error("no such host");
    };
  }
  await expect(openConnection(Unreachable)).rejects.toThrow("no such host");
  expect(made[0]?.calls).toEqual(["connect", "disconnect"]);
});

test("overrideMailers reaches every copy of the core that a test runner loads", async () => {
  const recording = new RecordingBackend();
  const restore = overrideMailers(() => recording);
  vi.resetModules();
  const copy = await import("../src/index.ts");
  expect(copy.getConnection).not.toBe(getConnection);
  expect(await copy.getConnection()).toBe(recording);
  restore();
  expect(await copy.getConnection().catch((error: unknown) => error)).not.toBe(recording);
});

test("overrideMailers reaches every connection that is not given explicitly, until it is ended", async () => {
  const recording = new RecordingBackend();
  configureMail({ backend: RecordingBackend });
  const restore = overrideMailers(() => recording);
  expect(await getConnection()).toBe(recording);
  expect(await getConnection(RecordingBackend)).not.toBe(recording);
  restore();
  expect(await getConnection()).not.toBe(recording);
});
