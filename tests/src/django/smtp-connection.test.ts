import { hostname } from "node:os";
import { type DeliveryError, EmailMessage } from "@posthorn/core";
import { SmtpBackend, type SmtpOptions } from "@posthorn/smtp";
import { describe, expect, test, vi } from "vitest";
import { type FailingServer, startFailingServer } from "../failing-server.ts";

const message = (to: readonly string[] = ["to@example.com"]): EmailMessage =>
  new EmailMessage("Subject", "Body", "from@example.com", to);

const backend = ({ port }: { readonly port: number }, options: SmtpOptions = {}): SmtpBackend =>
  new SmtpBackend({ host: "127.0.0.1", port, timeout: 5, ...options });

/** A server that nobody runs any more. */
async function nobody(): Promise<{ readonly port: number }> {
  await using server = await startFailingServer();
  return { port: server.port };
}

const verbs = ({ lines }: FailingServer): readonly string[] => lines.map((line) => line.split(" ", 1)[0] ?? "");

describe("open()", () => {
  test("B12.4: is true for a new connection, and false for one that is open already", async () => {
    await using server = await startFailingServer();
    await using smtp = backend(server);
    expect([await smtp.open(), await smtp.open()]).toEqual([true, false]);
    expect(server.connections).toBe(1);
  });

  test("B12.4: is true again after close()", async () => {
    await using server = await startFailingServer();
    await using smtp = backend(server);
    await smtp.open();
    await smtp.close();
    expect(await smtp.open()).toBe(true);
    expect(server.connections).toBe(2);
  });

  test("B12.4, B12.11: throws what failed, and is false for a backend that fails silently", async () => {
    const server = await nobody();
    await expect(backend(server).open()).rejects.toMatchObject({
      code: "connection",
      stage: "connect",
    } satisfies Partial<DeliveryError>);
    expect(await backend(server, { failSilently: true }).open()).toBe(false);
  });

  test("B12.11: is silent about whatever the server does, and only then", async () => {
    for (const ehlo of ["550 go away", "no reply at all"]) {
      await using server = await startFailingServer({
        ehlo,
        answer: (line) => (/^HELO/.test(line) ? ehlo : undefined),
      });
      expect(await backend(server, { failSilently: true }).open()).toBe(false);
      await expect(backend(server).open()).rejects.toMatchObject({ name: "DeliveryError" });
    }
  });

  test("B12.5: greets with the full name of this machine, else with its address in brackets", async () => {
    await using server = await startFailingServer();
    await using smtp = backend(server);
    await smtp.open();
    const [, name] = /^EHLO (.*)$/.exec(server.lines[0] ?? "") ?? [];
    expect(name).toBe(hostname().includes(".") ? hostname() : "[127.0.0.1]");
  });
});

describe("a login", () => {
  const offering = {
    ehlo: "250-failing\r\n250 AUTH PLAIN",
    answer: (line: string) => (line.startsWith("AUTH") ? "235 welcome" : undefined),
  };

  test("B12.8: happens where there are a username and a password", async () => {
    await using server = await startFailingServer(offering);
    await backend(server, { username: "user", password: "secret" }).sendMessages([message()]);
    expect(server.lines).toContain(`AUTH PLAIN ${Buffer.from("\0user\0secret").toString("base64")}`);
  });

  test("B12.8: does not happen without them, though the server offers it", async () => {
    await using server = await startFailingServer(offering);
    expect(await backend(server).sendMessages([message()])).toBe(1);
    expect(verbs(server)).not.toContain("AUTH");
  });

  test("B12.8: does not happen without TLS on another machine, unless allowInsecureAuth asks for it", async ({
    skip,
  }) => {
    skip(process.platform === "win32", "Windows does not connect to 0.0.0.0");
    await using server = await startFailingServer(offering);
    // This machine, written so that it does not look like it.
    const login = { host: "0.0.0.0", username: "user", password: "secret" };
    await expect(backend(server, login).sendMessages([message()])).rejects.toMatchObject({
      code: "insecure_transport",
      retryable: false,
    } satisfies Partial<DeliveryError>);
    expect(verbs(server)).toEqual(["EHLO"]);
    expect(await backend(server, { ...login, allowInsecureAuth: true }).sendMessages([message()])).toBe(1);
    expect(verbs(server)).toContain("AUTH");
  });
});

describe("close()", () => {
  test("B12.12: says QUIT, and the connection is gone", async () => {
    await using server = await startFailingServer();
    const smtp = backend(server);
    await smtp.open();
    await smtp.close();
    expect(verbs(server)).toEqual(["EHLO", "QUIT"]);
    await vi.waitFor(() => expect(server.open).toBe(0));
  });

  test("B12.12: is fine where nothing is open, and twice", async () => {
    await using server = await startFailingServer();
    const smtp = backend(server);
    await smtp.close();
    await smtp.open();
    await smtp.close();
    await smtp.close();
    expect(verbs(server)).toEqual(["EHLO", "QUIT"]);
  });

  test.each([
    ["answers QUIT with an error", "500 what?"],
    ["hangs up", null],
  ] as const)(
    "B12.12: does not fail where the server %s, and the next open() is a new connection",
    async (_how, reply) => {
      await using server = await startFailingServer({ answer: (line) => (line === "QUIT" ? reply : undefined) });
      await using smtp = backend(server);
      await smtp.open();
      await expect(smtp.close()).resolves.toBeUndefined();
      expect(await smtp.open()).toBe(true);
      expect(server.connections).toBe(2);
    },
  );

  test("B12.12: does not fail where the server is gone already", async () => {
    await using server = await startFailingServer();
    const smtp = backend(server);
    await smtp.open();
    server.hangUp();
    await expect(smtp.close()).resolves.toBeUndefined();
  });
});

describe("sendMessages()", () => {
  test("B12.13: of no messages is 0 and makes no connection", async () => {
    await using server = await startFailingServer();
    expect(await backend(server).sendMessages([])).toBe(0);
    expect(server.connections).toBe(0);
  });

  test("B12.13: of null is a TypeError and makes no connection", async () => {
    await using server = await startFailingServer();
    await expect(backend(server).sendMessages(null as never)).rejects.toThrow(
      new TypeError("The messages must be a list, such as [message]; got null."),
    );
    expect(server.connections).toBe(0);
  });

  test("B12.14: makes a connection and ends it", async () => {
    await using server = await startFailingServer();
    expect(await backend(server).sendMessages([message(), message()])).toBe(2);
    expect(verbs(server)).toEqual(["EHLO", ...["MAIL", "RCPT", "DATA", "."], ...["MAIL", "RCPT", "DATA", "."], "QUIT"]);
    await vi.waitFor(() => expect([server.connections, server.open]).toEqual([1, 0]));
  });

  test("B12.14: ends it after an error too", async () => {
    await using server = await startFailingServer({
      answer: (line) => (line.startsWith("MAIL") ? "550 no" : undefined),
    });
    await expect(backend(server).sendMessages([message()])).rejects.toMatchObject({ code: "sender_refused" });
    expect(verbs(server)).toEqual(["EHLO", "MAIL", "QUIT"]);
    await vi.waitFor(() => expect(server.open).toBe(0));
  });

  test("B12.14: leaves a connection open that was open before, until close()", async () => {
    await using server = await startFailingServer();
    const smtp = backend(server);
    await smtp.open();
    expect(await smtp.sendMessages([message()])).toBe(1);
    expect(await smtp.open()).toBe(false);
    expect(await smtp.sendMessages([message()])).toBe(1);
    expect(verbs(server)).not.toContain("QUIT");
    expect([server.connections, server.open]).toEqual([1, 1]);
    await smtp.close();
    expect(verbs(server).at(-1)).toBe("QUIT");
  });

  test("B12.15: that fails silently to open a connection is 0, and tries nothing else", async () => {
    await using server = await startFailingServer({ answer: () => "421 4.3.2 shutting down" });
    const smtp = backend(server, { failSilently: true });
    expect(await smtp.open()).toBe(false);
    const before = server.connections;
    expect(await smtp.sendMessages([message(), message(), message()])).toBe(0);
    expect(server.connections).toBe(before + 1);
    expect(verbs(server)).not.toContain("MAIL");
  });
});
