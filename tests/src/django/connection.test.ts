import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ConsoleBackend } from "@posthorn/console";
import { BackendNotInstalledError, configureMail, getConnection, InvalidMailerError } from "@posthorn/core";
import { DummyBackend } from "@posthorn/dummy";
import { FileBackend } from "@posthorn/file";
import { MemoryBackend, outbox } from "@posthorn/memory";
import { SmtpBackend } from "@posthorn/smtp";
import { afterEach, describe, expect, test } from "vitest";
import { runNode } from "../node-program.ts";
import { makeFolder, removeFolders } from "./folders.ts";
import { useOutbox } from "./use-outbox.ts";

useOutbox();
afterEach(removeFolders);

/** A program that shows the backend which a call of `getConnection` answers. */
const program = (call: string): Readonly<Record<string, string>> => ({
  "a.mjs": `
    import { getConnection } from "@posthorn/core";
    const { constructor, failSilently, outbox } = await ${call};
    console.log(constructor.name, failSilently, outbox);
  `,
});

describe("getConnection", () => {
  test("B1.19, P11.8, P11.9, P11.10: a class is constructed with all of the options, failSilently false among them by default", async () => {
    const box: never[] = [];
    const connection = await getConnection(MemoryBackend, { outbox: box, failSilently: true });
    expect(connection).toBeInstanceOf(MemoryBackend);
    expect(connection.outbox).toBe(box);
    expect(connection.failSilently).toBe(true);
    expect((await getConnection(MemoryBackend)).failSilently).toBe(false);
  });

  test("B1.19, P11.8, P11.10: a specifier is the default export of a package, constructed with all of the options", async () => {
    const { stdout } = await runNode(program(`getConnection("@posthorn/memory", { outbox: [], failSilently: true })`));
    expect(stdout).toBe("MemoryBackend true []\n");
  });

  test("B1.19, P11.7, P11.22: without a backend it is that of EMAIL_BACKEND, @posthorn/smtp where nothing sets it", async () => {
    const { stdout: smtp } = await runNode(program("getConnection()"));
    const { stdout: explicit } = await runNode(program("getConnection()"), { EMAIL_BACKEND: "@posthorn/smtp" });
    const { stdout: dummy } = await runNode(program("getConnection(null, { failSilently: true })"), {
      EMAIL_BACKEND: "@posthorn/dummy",
    });
    expect([smtp, explicit, dummy]).toEqual([
      "SmtpBackend false undefined\n",
      "SmtpBackend false undefined\n",
      "DummyBackend true undefined\n",
    ]);
  });

  test("B1.19: each call makes a new backend", async () => {
    const [first, second] = [await getConnection(), await getConnection()];
    expect([first, second]).toEqual([expect.any(MemoryBackend), expect.any(MemoryBackend)]);
    expect(first).not.toBe(second);
  });

  test("B1.20: an option that does not exist is a TypeError that names it and those that exist, of every backend", async () => {
    const filePath = await makeFolder();
    for (const [backend, options, names] of [
      [
        SmtpBackend,
        {},
        "failSilently, host, port, username, password, useTls, useSsl, timeout, sslKeyfile, sslCertfile, allowInsecureAuth",
      ],
      [ConsoleBackend, {}, "stream, format, failSilently, username, password"],
      [FileBackend, { filePath }, "filePath, format, failSilently, username, password"],
      [MemoryBackend, {}, "outbox, failSilently, username, password"],
      [DummyBackend, {}, "failSilently, username, password"],
    ] as const) {
      const given = { ...options, foo: "bar" };
      await expect(getConnection(backend, given)).rejects.toThrow(
        new TypeError(`${backend.name} takes no option "foo"; it takes ${names}.`),
      );
    }
  });

  test("B1.21: a specifier of nothing that is there is an error that says what to do", async () => {
    await expect(getConnection("@posthorn/nowhere")).rejects.toThrow(BackendNotInstalledError);
    await expect(getConnection("@posthorn/nowhere")).rejects.toThrow(/Install it: npm install @posthorn\/nowhere$/);
    await expect(getConnection("./nowhere.js")).rejects.toThrow(InvalidMailerError);
    const django = getConnection("django.core.mail.backends.smtp.EmailBackend");
    await expect(django).rejects.toThrow('Did you mean "@posthorn/smtp"?');
    const file = join(await makeFolder(), "no-backend.mjs");
    await writeFile(file, "export default class Nothing {}\n");
    await expect(getConnection(file)).rejects.toThrow(/no backend as its default export/);
  });

  test("B1.21: a setting that names nothing that is there is an error when mail is sent", async () => {
    configureMail({ backend: "@posthorn/nowhere" });
    await expect(getConnection()).rejects.toThrow(BackendNotInstalledError);
    expect(outbox).toEqual([]);
  });
});
