import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { ConsoleBackend } from "@posthorn/console";
import {
  accepted,
  BaseEmailBackend,
  configureMail,
  type Delivery,
  EmailMessage,
  getConnection,
  type Outgoing,
  sendMail,
} from "@posthorn/core";
import { DummyBackend } from "@posthorn/dummy";
import { FileBackend } from "@posthorn/file";
import { MemoryBackend, outbox } from "@posthorn/memory";
import { SmtpBackend, type SmtpOptions } from "@posthorn/smtp";
import { afterEach, describe, expect, test, vi } from "vitest";
import { startFailingServer } from "../failing-server.ts";
import { runNode } from "../node-program.ts";
import { certificate, startCatchingServer } from "./catching-server.ts";
import { makeFolder, removeFolders } from "./folders.ts";
import { useOutbox } from "./use-outbox.ts";

useOutbox();
afterEach(removeFolders);

const message = (subject = "Subject"): EmailMessage =>
  new EmailMessage(subject, "Body", "from@example.com", ["to@example.com"]);

const SEND = `
  import { sendMail } from "@posthorn/core";
  console.log(await sendMail("Subject", "Body", "from@example.com", ["to@example.com"]).catch((error) => error.message));
`;

describe("a backend", () => {
  test("P11.1: sends what it is given, and a message without one is sent nowhere", async () => {
    await using server = await startCatchingServer();
    const connection = new SmtpBackend({ host: "127.0.0.1", port: server.port });
    message().message();
    expect(server.connections).toBe(0);
    expect(await connection.sendMessages([message()])).toBe(1);
    expect(server.mails).toHaveLength(1);
  });

  test("P11.2, P11.3, P11.5: open() makes a connection that stays open while messages are sent, until close()", async () => {
    await using server = await startCatchingServer();
    const connection = new SmtpBackend({ host: "127.0.0.1", port: server.port });
    await connection.open();
    expect(await server.open(1)).toBe(1);
    await connection.sendMessages([message("First")]);
    await connection.sendMessages([message("Second")]);
    expect([await server.open(1), server.connections, server.mails.length]).toEqual([1, 1, 2]);
    await connection.close();
    expect(await server.open(0)).toBe(0);
  });

  test("P11.4: sendMessages() opens a connection that is not open, and closes it afterwards", async () => {
    await using server = await startCatchingServer();
    const connection = new SmtpBackend({ host: "127.0.0.1", port: server.port });
    expect(await connection.sendMessages([message("First"), message("Second")])).toBe(2);
    expect([server.connections, await server.open(0)]).toEqual([1, 0]);
    await connection.sendMessages([message("Third")]);
    expect([server.connections, await server.open(0), server.mails.length]).toEqual([2, 0, 3]);
  });

  test("P11.6: is closed at the end of an await using block, and two messages that are made with it share the connection", async () => {
    await using server = await startCatchingServer();
    {
      await using connection = await getConnection(SmtpBackend, { host: "127.0.0.1", port: server.port });
      await connection.open();
      await new EmailMessage("First", "Body", "from@example.com", ["a@example.com"], { connection }).send();
      await new EmailMessage("Second", "Body", "from@example.com", ["b@example.com"], { connection }).send();
      expect(await server.open(1)).toBe(1);
    }
    expect([server.connections, server.mails.length, await server.open(0)]).toEqual([1, 2, 0]);
  });

  test("P11.9: ignores errors of sending with failSilently, which is false by default", async () => {
    const closed = { host: "127.0.0.1", port: 1, timeout: 5 };
    const silent = await getConnection(SmtpBackend, { ...closed, failSilently: true });
    expect(await silent.sendMessages([message()])).toBe(0);
    await expect((await getConnection(SmtpBackend, closed)).sendMessages([message()])).rejects.toMatchObject({
      code: "connection",
    });
  });

  test("P11.11: there are five, and SMTP is the default", async () => {
    configureMail({});
    const { stdout } = await runNode({ "a.mjs": SEND }, { EMAIL_HOST: "127.0.0.1", EMAIL_PORT: "1" });
    expect(stdout).toMatch(/SMTP server 127\.0\.0\.1:1/);
    for (const Backend of [SmtpBackend, ConsoleBackend, FileBackend, MemoryBackend, DummyBackend])
      expect(Backend.prototype).toBeInstanceOf(BaseEmailBackend);
  });
});

describe("the SMTP backend", () => {
  /** Sends one mail through a backend that is made of these options and environment variables. */
  async function send(options: SmtpOptions, variables: Readonly<Record<string, string>>): Promise<number> {
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    configureMail({});
    return new SmtpBackend({ timeout: 5, ...options }).sendMessages([message()]);
  }

  test("P11.12: takes host, port, username, password and failSilently, which go before the settings", async () => {
    await using server = await startCatchingServer();
    const wrong = {
      EMAIL_HOST: "127.0.0.2",
      EMAIL_PORT: "1",
      EMAIL_HOST_USER: "no",
      EMAIL_HOST_PASSWORD: "no",
      EMAIL_USE_TLS: "true",
    };
    const given = { host: "127.0.0.1", port: server.port, username: "ada", password: "secret", useTls: false };
    expect(await send(given, wrong)).toBe(1);
    expect(server.mails).toMatchObject([{ login: "ada:secret", secure: false }]);
    expect(await send({ failSilently: true }, wrong)).toBe(0);
  });

  test("P11.12: takes useTls, useSsl, timeout, sslKeyfile and sslCertfile, which go before the settings", async () => {
    const closed = { host: "127.0.0.1", port: 1 };
    expect(() => new SmtpBackend({ ...closed, useTls: true, useSsl: true })).toThrow(
      /useTls .* and useSsl .* exclude each other/,
    );
    expect(() => new SmtpBackend({ ...closed, sslKeyfile: "a.key" })).toThrow(/sslKeyfile without sslCertfile/);
    await expect(new SmtpBackend({ ...closed, sslCertfile: "nowhere.crt", useTls: true }).open()).rejects.toThrow(
      /nowhere\.crt/,
    );
    await using mute = await startFailingServer({ answer: () => "" });
    vi.stubEnv("EMAIL_TIMEOUT", "60");
    const connection = new SmtpBackend({ host: "127.0.0.1", port: mute.port, timeout: 0.1 });
    await expect(connection.open()).rejects.toMatchObject({ code: "timeout" });
  });

  test("P11.13, P11.14: host and port are EMAIL_HOST and EMAIL_PORT, where they are missing", async () => {
    await using server = await startCatchingServer();
    expect(await send({}, { EMAIL_HOST: "127.0.0.1", EMAIL_PORT: String(server.port) })).toBe(1);
    expect(server.mails).toHaveLength(1);
    await expect(send({}, { EMAIL_HOST: "127.0.0.2", EMAIL_PORT: "1" })).rejects.toThrow(/127\.0\.0\.2:1\b/);
  });

  test("P11.15, P11.16: username and password are EMAIL_HOST_USER and EMAIL_HOST_PASSWORD, where they are missing", async () => {
    await using server = await startCatchingServer();
    const where = { host: "127.0.0.1", port: server.port };
    const login = { EMAIL_HOST_USER: "ada", EMAIL_HOST_PASSWORD: "secret" };
    await send(where, login);
    await send({ ...where, username: "bob" }, login);
    await send({ ...where, password: "other" }, login);
    expect(server.mails.map(({ login: who }) => who)).toEqual(["ada:secret", "bob:secret", "ada:other"]);
  });

  test.each([
    ["useTls", "EMAIL_USE_TLS", {}],
    ["useSsl", "EMAIL_USE_SSL", { secure: true }],
  ])("P11.17, P11.18: %s is %s, where it is missing", async (_option, variable, options) => {
    await using server = await startCatchingServer(options);
    const where = { EMAIL_HOST: "localhost", EMAIL_PORT: String(server.port), NODE_EXTRA_CA_CERTS: certificate };
    expect((await runNode({ "a.mjs": SEND }, { ...where, [variable]: "true" })).stdout).toBe("1\n");
    expect(server.mails).toMatchObject([{ secure: true }]);
  });

  test("P11.19: timeout is EMAIL_TIMEOUT, in seconds, where it is missing", async () => {
    await using mute = await startFailingServer({ answer: () => "" });
    vi.stubEnv("EMAIL_TIMEOUT", "0.1");
    const connection = new SmtpBackend({ host: "127.0.0.1", port: mute.port });
    const before = Date.now();
    await expect(connection.sendMessages([message()])).rejects.toMatchObject({ code: "timeout" });
    expect(Date.now() - before).toBeLessThan(20_000);
  });

  test("P11.20, P11.21: the client's certificate and its key are EMAIL_SSL_CERTFILE and EMAIL_SSL_KEYFILE, where they are missing", async () => {
    const client = join(certificate, "../client.crt");
    await using server = await startCatchingServer({
      requestCert: true,
      rejectUnauthorized: true,
      secure: true,
      ca: await readFile(client),
    });
    const env = {
      EMAIL_HOST: "localhost",
      EMAIL_PORT: String(server.port),
      EMAIL_USE_SSL: "true",
      EMAIL_TIMEOUT: "5",
      NODE_EXTRA_CA_CERTS: certificate,
    };
    const withBoth = { ...env, EMAIL_SSL_CERTFILE: client, EMAIL_SSL_KEYFILE: join(certificate, "../client.key") };
    expect((await runNode({ "a.mjs": SEND }, withBoth)).stdout).toBe("1\n");
    expect(server.mails).toHaveLength(1);
    const refusal = /^No session with the SMTP server localhost:/;
    expect((await runNode({ "a.mjs": SEND }, env)).stdout).toMatch(refusal);
    expect((await runNode({ "a.mjs": SEND }, { ...withBoth, EMAIL_SSL_KEYFILE: "" })).stdout).toMatch(
      /^The file .*client\.crt of sslCertfile holds no private key in PEM/,
    );
    expect(server.mails).toHaveLength(1);
  });

  test("P11.22: can be named by EMAIL_BACKEND", async () => {
    await using server = await startCatchingServer();
    const env = { EMAIL_BACKEND: "@posthorn/smtp", EMAIL_HOST: "127.0.0.1", EMAIL_PORT: String(server.port) };
    expect((await runNode({ "a.mjs": SEND }, env)).stdout).toBe("1\n");
    expect(server.mails).toHaveLength(1);
  });
});

describe("the console backend", () => {
  test("P11.24, P11.26, P13.1: writes the mail to standard output, once EMAIL_BACKEND names it, and sends nothing", async () => {
    await using server = await startCatchingServer();
    const env = { EMAIL_BACKEND: "@posthorn/console", EMAIL_HOST: "127.0.0.1", EMAIL_PORT: String(server.port) };
    const { stdout } = await runNode({ "a.mjs": SEND }, env);
    expect(stdout).toMatch(
      /^━{79}\n +From: from@example\.com\n +To: to@example\.com\n +Subject: Subject\n[\s\S]*\n\n {2}Body\n\n1\n$/,
    );
    expect(server.connections).toBe(0);
  });

  test("P11.25: writes to another stream, if it is given one", async () => {
    const printed: string[] = [];
    const connection = await getConnection(ConsoleBackend, { stream: { write: (text) => printed.push(text) } });
    await connection.sendMessages([message("First"), message("Second")]);
    expect(printed.join("").match(/\bSubject: .*$/gm)).toEqual(["Subject: First", "Subject: Second"]);
  });
});

describe("the file backend", () => {
  const contents = async (folder: string): Promise<readonly (readonly string[])[]> => {
    const files = await Promise.all((await readdir(folder)).sort().map((name) => readFile(join(folder, name), "utf8")));
    return files.map((text) => text.match(/^Subject: .*$/gm) ?? []);
  };

  test("P11.27, P11.28, P13.2: writes the mails of each session to a new file", async () => {
    const filePath = await makeFolder();
    const connection = await getConnection(FileBackend, { filePath });
    await connection.open();
    await connection.sendMessages([message("First")]);
    await connection.sendMessages([message("Second")]);
    expect(await contents(filePath)).toEqual([["Subject: First", "Subject: Second"]]);
    await connection.close();
    await connection.sendMessages([message("Third"), message("Fourth")]);
    const files = [...(await contents(filePath))].sort((a, b) => String(a).localeCompare(String(b)));
    expect(files).toEqual([
      ["Subject: First", "Subject: Second"],
      ["Subject: Third", "Subject: Fourth"],
    ]);
  });

  test("P11.29, P11.30: the folder is EMAIL_FILE_PATH, or filePath, once EMAIL_BACKEND names the backend", async () => {
    const [set, given] = [await makeFolder(), await makeFolder()];
    const env = { EMAIL_BACKEND: "@posthorn/file", EMAIL_FILE_PATH: set };
    expect((await runNode({ "a.mjs": SEND }, env)).stdout).toBe("1\n");
    vi.stubEnv("EMAIL_FILE_PATH", set);
    await (await getConnection(FileBackend, { filePath: given })).sendMessages([message("Given")]);
    expect([await contents(set), await contents(given)]).toEqual([[["Subject: Subject"]], [["Subject: Given"]]]);
  });
});

describe("the in-memory backend", () => {
  test("P11.31, P11.33: keeps an EmailMessage for each message that would be sent", async () => {
    await sendMail("First", "Body", "from@example.com", ["to@example.com"]);
    await message("Second").send();
    expect(outbox).toEqual([expect.any(EmailMessage), expect.any(EmailMessage)]);
    expect(outbox.map(({ subject }) => subject)).toEqual(["First", "Second"]);
  });

  test("P11.32, P11.34: has its outbox from the start, and gets the mail once EMAIL_BACKEND names it", async () => {
    const program = `
      import { sendMail } from "@posthorn/core";
      import { outbox } from "@posthorn/memory";
      console.log(outbox);
      console.log(await sendMail("Subject", "Body", "from@example.com", ["to@example.com"]));
      console.log(outbox.map(({ subject, to }) => [subject, ...to].join(" ")));
    `;
    const { stdout } = await runNode({ "a.mjs": program }, { EMAIL_BACKEND: "@posthorn/memory" });
    expect(stdout).toBe("[]\n1\n[ 'Subject to@example.com' ]\n");
  });
});

test("P11.36, P11.37: the dummy backend does nothing with the mail, once EMAIL_BACKEND names it", async () => {
  await using server = await startCatchingServer();
  const env = { EMAIL_BACKEND: "@posthorn/dummy", EMAIL_HOST: "127.0.0.1", EMAIL_PORT: String(server.port) };
  expect(await runNode({ "a.mjs": SEND }, env)).toEqual({ status: 0, stdout: "1\n", stderr: "" });
  expect(server.connections).toBe(0);
});

describe("a backend of one's own", () => {
  test("P11.38: is the default export of a module that EMAIL_BACKEND names", async () => {
    const backend = `
      import { accepted, BaseEmailBackend } from "@posthorn/core";
      export default class extends BaseEmailBackend {
        async transmit({ message }) {
          console.log("own:", message.subject);
          return accepted(message);
        }
      }
    `;
    const env = { EMAIL_BACKEND: "./own-backend.mjs" };
    expect((await runNode({ "a.mjs": SEND, "own-backend.mjs": backend }, env)).stdout).toBe("own: Subject\n1\n");
  });

  test("P11.39, P11.40: extends BaseEmailBackend and overrides sendMessages(), which answers a number", async () => {
    class CountingBackend extends BaseEmailBackend {
      readonly given: EmailMessage[] = [];
      override async sendMessages(messages: readonly EmailMessage[]): Promise<number> {
        this.given.push(...messages);
        return messages.length;
      }
    }
    const connection = new CountingBackend();
    expect(await sendMail("Subject", "Body", null, ["to@example.com"], { connection })).toBe(1);
    expect(connection.given.map(({ subject }) => subject)).toEqual(["Subject"]);
  });

  test("P11.40: that overrides transmit() gets each message built, and the base counts", async () => {
    class OctetBackend extends BaseEmailBackend {
      readonly octets: string[] = [];
      protected override async transmit({ message: sent, mime, envelope }: Outgoing): Promise<Delivery> {
        this.octets.push(`${envelope.from} ${envelope.to} ${mime.get("Subject")}`);
        return accepted(sent);
      }
    }
    const connection = new OctetBackend();
    expect(await connection.sendMessages([message("First"), message("Second")])).toBe(2);
    expect(connection.octets).toEqual([
      "from@example.com to@example.com First",
      "from@example.com to@example.com Second",
    ]);
    await expect(new BaseEmailBackend().sendMessages([message()])).rejects.toThrow(
      "BaseEmailBackend must override transmit() or sendMessages().",
    );
  });

  test("P11.41: with a session of its own overrides open() and close(), which a batch calls", async () => {
    const calls: string[] = [];
    class SessionBackend extends BaseEmailBackend {
      #isOpen = false;
      override async open(): Promise<boolean> {
        if (this.#isOpen) return false;
        calls.push("open");
        this.#isOpen = true;
        return true;
      }
      override async close(): Promise<void> {
        calls.push("close");
        this.#isOpen = false;
      }
      protected override async transmit({ message: sent }: Outgoing): Promise<Delivery> {
        calls.push(sent.subject);
        return accepted(sent);
      }
    }
    const connection = new SessionBackend();
    await connection.sendMessages([message("First"), message("Second")]);
    expect(calls.splice(0)).toEqual(["open", "First", "Second", "close"]);
    await connection.open();
    await connection.sendMessages([message("Third")]);
    await connection.close();
    expect(calls).toEqual(["open", "Third", "close"]);
  });
});
