import { ConsoleBackend } from "@posthorn/console";
import {
  type BaseEmailBackend,
  BatchDeliveryError,
  configureMail,
  DeliveryError,
  EmailMultiAlternatives,
  sendMail,
  sendMassMail,
} from "@posthorn/core";
import { DummyBackend } from "@posthorn/dummy";
import { FileBackend } from "@posthorn/file";
import { MemoryBackend, outbox } from "@posthorn/memory";
import { SmtpBackend } from "@posthorn/smtp";
import PostalMime from "postal-mime";
import { afterEach, describe, expect, test, vi } from "vitest";
import { startCatchingServer } from "./catching-server.ts";
import { makeFolder, removeFolders } from "./folders.ts";
import { useOutbox } from "./use-outbox.ts";
import { read, written } from "./written.ts";

useOutbox();
afterEach(removeFolders);

/** A port on which nobody listens. */
const CLOSED = { host: "127.0.0.1", port: 1, timeout: 5 };

describe("sendMail", () => {
  test("B1.1, P2.18: htmlMessage is the text/html version of an EmailMultiAlternatives, behind the text", async () => {
    const options = { htmlMessage: "<p>Hello</p>" };
    expect(await sendMail("Subject", "Hello", "from@example.com", ["to@example.com"], options)).toBe(1);
    const [sent] = outbox;
    expect(sent).toBeInstanceOf(EmailMultiAlternatives);
    expect(sent).toMatchObject({
      subject: "Subject",
      body: "Hello",
      fromEmail: "from@example.com",
      to: ["to@example.com"],
      alternatives: [{ content: "<p>Hello</p>", mimetype: "text/html" }],
    });
    const parts = [...(sent?.message().walk() ?? [])].map(({ contentType }) => contentType);
    expect(parts).toEqual(["multipart/alternative", "text/plain", "text/html"]);
  });

  test("B1.1, P2.19, P2.9, P2.10: it answers 1 for what was taken, 0 for what failed silently, and throws otherwise", async () => {
    const connection = new SmtpBackend(CLOSED);
    const send = (failSilently?: boolean): Promise<number> =>
      sendMail("Subject", "Body", null, ["to@example.com"], {
        connection,
        ...(failSilently === undefined ? {} : { failSilently }),
      });
    expect(await sendMail("Subject", "Body", null, ["to@example.com"])).toBe(1);
    expect(await send(true)).toBe(0);
    await expect(send(false)).rejects.toThrow(DeliveryError);
    await expect(send()).rejects.toThrow(DeliveryError);
  });

  test("P2.11: what fails while sending is a DeliveryError, whatever failed", async () => {
    await using refusing = await startCatchingServer({ onRcptTo: (_to, _session, done) => done(new Error("No")) });
    await using unsure = await startCatchingServer({
      onData: (stream, _session, done) => {
        stream.resume();
        stream.on("end", () => done(new Error("Too much")));
      },
    });
    for (const [port, code] of [
      [refusing.port, "recipients_refused"],
      [unsure.port, "message_refused"],
      [1, "connection"],
    ] as const) {
      const sending = sendMail("Subject", "Body", null, ["to@example.com"], {
        connection: new SmtpBackend({ ...CLOSED, port }),
      });
      const error = await sending.catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(DeliveryError);
      expect(error).toMatchObject({ code });
    }
  });

  test("B1.2: an empty htmlMessage is none, and the mail is text/plain alone", async () => {
    await sendMail("Subject", "Body", null, ["to@example.com"], { htmlMessage: "" });
    expect(outbox[0]).toMatchObject({ alternatives: [] });
    expect(outbox[0]?.message().contentType).toBe("text/plain");
  });

  test("B1.3, P2.6: fromEmail null is defaultFromEmail, webmaster@localhost where nothing sets it", async () => {
    const { from: fallback } = await sent();
    configureMail({ backend: MemoryBackend, defaultFromEmail: "Shop <shop@example.com>" });
    const { from: configured } = await sent();
    vi.stubEnv("DEFAULT_FROM_EMAIL", "env@example.com");
    configureMail({ backend: MemoryBackend });
    const { from: environment } = await sent();
    expect([fallback, configured, environment]).toEqual([
      { address: "webmaster@localhost", name: "" },
      { address: "shop@example.com", name: "Shop" },
      { address: "env@example.com", name: "" },
    ]);

    async function sent(): Promise<Awaited<ReturnType<typeof read>>> {
      outbox.length = 0;
      await sendMail("Subject", "Body", null, ["to@example.com"]);
      return read(outbox[0] as EmailMultiAlternatives);
    }
  });

  test("B1.4: an empty recipientList answers 0, sends nothing and opens no connection", async () => {
    await using server = await startCatchingServer();
    const connection = new SmtpBackend({ host: "127.0.0.1", port: server.port });
    expect(await sendMail("Subject", "Body", null, [], { connection })).toBe(0);
    expect(await sendMail("Subject", "Body", null, ["to@example.com"], { connection })).toBe(1);
    expect([server.connections, server.mails.length]).toEqual([1, 1]);
    configureMail({ backend: "@posthorn/not-installed" });
    expect(await sendMail("Subject", "Body", null, [])).toBe(0);
  });

  test("B1.5, P2.7: a recipientList that is a string is a TypeError that names it, and nothing is sent", async () => {
    const sending = sendMail("Subject", "Body", null, "to@example.com" as never);
    await expect(sending).rejects.toThrow(TypeError);
    await expect(sendMail("Subject", "Body", null, "to@example.com" as never)).rejects.toThrow(
      'to must be a list of mailboxes, such as ["ada@example.com"]; got "to@example.com".',
    );
    expect(outbox).toEqual([]);
  });

  test("P2.2: a recipientList that is missing is a TypeError, and nothing is sent", async () => {
    // @ts-expect-error The parameter is required.
    await expect(sendMail("Subject", "Body", null)).rejects.toThrow(TypeError);
    // @ts-expect-error The parameters are required.
    await expect(sendMail("Subject")).rejects.toThrow(TypeError);
    // @ts-expect-error The parameters are required.
    await expect(sendMail()).rejects.toThrow(TypeError);
    expect(outbox).toEqual([]);
  });

  test("P2.2, P2.4: a message that is missing is a TypeError, and nothing is sent", async () => {
    // @ts-expect-error The parameter is required.
    await expect(sendMail("Subject", undefined, null, ["to@example.com"])).rejects.toThrow(TypeError);
    expect(outbox).toEqual([]);
  });

  test("P2.3, P2.4, P2.5: a subject, a message or a fromEmail that is no string is a TypeError that names it", async () => {
    const number = 1 as never;
    await expect(sendMail(number, "Body", null, ["to@example.com"])).rejects.toThrow(/its subject is number 1/);
    await expect(sendMail("Subject", number, null, ["to@example.com"])).rejects.toThrow(
      "body must be a string; got number 1.",
    );
    await expect(sendMail("Subject", "Body", number, ["to@example.com"])).rejects.toThrow(
      "fromEmail must be a string; got number 1.",
    );
    expect(outbox).toEqual([]);
  });

  test("P2.8: each recipient sees the others in the To header", async () => {
    await sendMail("Subject", "Body", null, ["a@example.com", "Bob <b@example.com>"]);
    expect(written(outbox[0] as EmailMultiAlternatives, "To")).toEqual(["a@example.com, Bob <b@example.com>"]);
  });

  test("B1.6, P2.12, P2.14: authUser and authPassword log in at the server of the default mailer", async () => {
    await using server = await startCatchingServer();
    configureMail({
      emailHost: "127.0.0.1",
      emailPort: server.port,
      emailHostUser: "set",
      emailHostPassword: "setting",
      backend: SmtpBackend,
    });
    await sendMail("Subject", "Body", null, ["to@example.com"], { authUser: "given", authPassword: "secret" });
    expect(server.mails.map(({ login }) => login)).toEqual(["given:secret"]);
  });

  test("P2.13, P2.15: without them the login is emailHostUser and emailHostPassword", async () => {
    await using server = await startCatchingServer();
    configureMail({
      emailHost: "127.0.0.1",
      emailPort: server.port,
      emailHostUser: "set",
      emailHostPassword: "setting",
      backend: SmtpBackend,
    });
    await sendMail("Subject", "Body", null, ["to@example.com"]);
    await sendMail("Subject", "Body", null, ["to@example.com"], { authUser: "other" });
    await sendMail("Subject", "Body", null, ["to@example.com"], { authPassword: "other" });
    expect(server.mails.map(({ login }) => login)).toEqual(["set:setting", "other:setting", "set:other"]);
  });

  test("B1.6, P2.16, P2.17: a connection that is given is used, else one of the default backend", async () => {
    const own = new MemoryBackend({ outbox: [] });
    await sendMail("Own", "Body", null, ["to@example.com"], { connection: own });
    await sendMail("Default", "Body", null, ["to@example.com"]);
    expect(own.outbox.map(({ subject }) => subject)).toEqual(["Own"]);
    expect(outbox.map(({ subject }) => subject)).toEqual(["Default"]);
  });

  test("B1.6: beside a connection failSilently holds for the call, and authUser or authPassword is a TypeError", async () => {
    const connection = new SmtpBackend({ ...CLOSED, failSilently: true });
    const send = (options: object): Promise<number> =>
      sendMail("Subject", "Body", null, ["to@example.com"], { connection, ...options });
    expect(await send({})).toBe(0);
    await expect(send({ failSilently: false })).rejects.toThrow(DeliveryError);
    await expect(send({ authUser: "user" })).rejects.toThrow(
      new TypeError("authUser cannot stand beside connection, which is made already; leave one of them out."),
    );
    await expect(send({ authPassword: "secret" })).rejects.toThrow(/^authPassword cannot stand beside connection/);
  });
});

describe("sendMassMail", () => {
  const two = [
    ["First", "One", "from@example.com", ["first@example.com", "other@example.com"]],
    ["Second", "Two", "from@example.com", ["second@example.com"]],
  ] as const;

  test("B1.7, P3.2, P3.6, P3.7, P3.8, P3.9: each element is a mail of its own, all go over one connection, and it answers their number", async () => {
    await using server = await startCatchingServer();
    const connection = new SmtpBackend({ host: "127.0.0.1", port: server.port });
    expect(await sendMassMail(two, { connection })).toBe(2);
    expect(server.connections).toBe(1);
    expect(server.mails.map(({ sender, recipients }) => [sender, recipients])).toEqual([
      ["from@example.com", ["first@example.com", "other@example.com"]],
      ["from@example.com", ["second@example.com"]],
    ]);
    const mails = await Promise.all(server.mails.map(({ bytes }) => PostalMime.parse(bytes)));
    expect(mails.map(({ subject, text, to }) => [subject, text?.trimEnd(), to?.map(({ address }) => address)])).toEqual(
      [
        ["First", "One", ["first@example.com", "other@example.com"]],
        ["Second", "Two", ["second@example.com"]],
      ],
    );
  });

  test("P3.10: sendMail opens a connection for each call, where sendMassMail uses one for all", async () => {
    await using server = await startCatchingServer();
    configureMail({ emailHost: "127.0.0.1", emailPort: server.port, backend: SmtpBackend });
    for (const [subject, body, from, to] of two) await sendMail(subject, body, from, to);
    expect(server.connections).toBe(2);
    await sendMassMail(two);
    expect(server.connections).toBe(3);
    expect(await server.open(0)).toBe(0);
  });

  test("P3.1, P3.3, P3.5: failSilently and connection do what they do for sendMail", async () => {
    const closed = new SmtpBackend(CLOSED);
    expect(await sendMassMail(two, { connection: closed, failSilently: true })).toBe(0);
    await expect(sendMassMail(two, { connection: closed })).rejects.toThrow(BatchDeliveryError);
    const own = new MemoryBackend({ outbox: [] });
    expect(await sendMassMail(two, { connection: own })).toBe(2);
    expect([own.outbox.length, outbox.length]).toEqual([2, 0]);
  });

  test("P3.1, P3.4: authUser and authPassword do what they do for sendMail", async () => {
    await using server = await startCatchingServer();
    configureMail({
      emailHost: "127.0.0.1",
      emailPort: server.port,
      emailHostUser: "set",
      emailHostPassword: "setting",
      backend: SmtpBackend,
    });
    await sendMassMail(two, { authUser: "given", authPassword: "secret" });
    await sendMassMail(two);
    expect(server.mails.map(({ login }) => login)).toEqual([
      "given:secret",
      "given:secret",
      "set:setting",
      "set:setting",
    ]);
    const connection = new SmtpBackend({ host: "127.0.0.1", port: server.port });
    await expect(sendMassMail(two, { connection, authUser: "user" } as object)).rejects.toThrow(TypeError);
  });

  test("B1.8: no messages answer 0 and open no connection, on every backend", async () => {
    await using server = await startCatchingServer();
    const smtp = new SmtpBackend({ host: "127.0.0.1", port: server.port });
    const printed: string[] = [];
    const console = new ConsoleBackend({ stream: { write: (text) => printed.push(text) } });
    for (const connection of [smtp, console, new MemoryBackend(), new DummyBackend()])
      expect(await sendMassMail([], { connection })).toBe(0);
    expect([server.connections, printed, outbox]).toEqual([0, [], []]);
  });

  test("B1.9: an element of the wrong length is a TypeError that counts it, before anything is sent", async () => {
    const messages = [two[0], ["Second", "Two", "from@example.com"]] as never;
    await expect(sendMassMail(messages)).rejects.toThrow(
      new TypeError(
        "Each message of sendMassMail() is [subject, body, fromEmail, recipientList]; number 2 is an array.",
      ),
    );
    expect(outbox).toEqual([]);
  });

  test("B1.10: a message without recipients is neither sent nor counted, on any backend", async () => {
    await using server = await startCatchingServer();
    const printed: string[] = [];
    const backends: readonly BaseEmailBackend[] = [
      new SmtpBackend({ host: "127.0.0.1", port: server.port }),
      new ConsoleBackend({ stream: { write: (text) => printed.push(text) } }),
      new FileBackend({ filePath: await makeFolder() }),
      new MemoryBackend(),
      new DummyBackend(),
    ];
    const messages = [two[0], ["Nobody", "Body", "from@example.com", []]] as const;
    for (const connection of backends) expect(await sendMassMail(messages, { connection })).toBe(1);
    expect(server.mails).toHaveLength(1);
    expect(printed.filter((text) => text.includes("Subject: "))).toHaveLength(1);
    expect(outbox.map(({ subject }) => subject)).toEqual(["First"]);
  });
});
