import { inspect } from "node:util";
import {
  ConfigurationError,
  configureMail,
  type DeliveryError,
  DeliveryUnknownError,
  EmailMessage,
  type MailError,
} from "@posthorn/core";
import { afterEach, describe, expect, test, vi } from "vitest";
import { SmtpBackend } from "../src/index.ts";
import { type Script, ScriptedServer } from "./scripted-server.ts";

afterEach(() => configureMail({}));

const message = (to: readonly string[] = ["to@example.com"], body = "Hello"): EmailMessage =>
  new EmailMessage("Subject", body, "Fred <from@example.com>", to, ["hidden@example.com"]);
const backend = ({ port }: ScriptedServer): SmtpBackend => new SmtpBackend({ host: "127.0.0.1", port, timeout: 2 });

async function failureOf(promise: Promise<unknown>): Promise<DeliveryError> {
  return promise.then(
    () => expect.unreachable("it must throw"),
    (error: MailError) => error as DeliveryError,
  );
}

describe("a message", () => {
  test("goes out with its envelope and its octets; bcc is in the envelope alone", async () => {
    await using server = await ScriptedServer.start();
    expect(await backend(server).sendMessages([message(["Ada <to@example.com>"], ".dot\n..dots\n")])).toBe(1);
    expect(server.lines.map((line) => line.replace(/ SIZE=.*/, ""))).toEqual([
      expect.stringMatching(/^EHLO /),
      "MAIL FROM:<from@example.com>",
      "RCPT TO:<to@example.com>",
      "RCPT TO:<hidden@example.com>",
      "DATA",
      "QUIT",
    ]);
    expect(server.messages[0]).toMatch(/\r\n\r\n\.dot\r\n\.\.dots$/);
    expect(server.messages[0]).not.toContain("hidden@example.com");
  });

  test("is the same octets that prepare shows", async () => {
    await using server = await ScriptedServer.start();
    const ids = ["a", "b", "a", "b"];
    configureMail({ clock: () => new Date(0), idSource: () => ids.shift() ?? "none" });
    const smtp = backend(server);
    const { bytes = new Uint8Array() } = await smtp.prepare(message());
    ids.splice(0, ids.length, "a", "b");
    await smtp.sendMessages([message()]);
    expect(`${server.messages[0]}\r\n`).toBe(Buffer.from(bytes).toString("latin1"));
  });
});

describe("the connection", () => {
  test("carries a whole batch", async () => {
    await using server = await ScriptedServer.start();
    expect(await backend(server).sendMessages([message(), message(), message()])).toBe(3);
    expect(server.connections).toBe(1);
  });

  test("carries concurrent batches, one transaction at a time", async () => {
    await using server = await ScriptedServer.start();
    const smtp = backend(server);
    const counts = await Promise.all([
      smtp.sendMessages([message(), message()]),
      smtp.sendMessages([message(), message()]),
    ]);
    expect(counts).toEqual([2, 2]);
    expect(server.connections).toBe(1);
  });

  test("is made anew, without an error, when a held one has ended while it was idle", async () => {
    await using server = await ScriptedServer.start();
    await using smtp = backend(server);
    await smtp.open();
    await smtp.sendMessages([message()]);
    server.hangUp();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await smtp.sendMessages([message()])).toBe(1);
    expect([server.connections, server.messages.length]).toEqual([2, 2]);
  });

  test("that the server ends between messages is made anew, for concurrent batches too", async () => {
    const replies = ["421 shutting down"];
    await using server = await ScriptedServer.start({
      command: (line) => (line === "DATA" ? replies.pop() : undefined),
    });
    const smtp = backend(server);
    const counts = await Promise.all([1, 2, 3, 4].map(() => smtp.sendMessages([message()])));
    expect(counts).toEqual([1, 1, 1, 1]);
    expect([server.connections, server.messages.length]).toEqual([2, 4]);
  });

  test("that the server ends in the middle of a batch is made anew for the next message", async () => {
    await using server = await ScriptedServer.start({ message: "421 shutting down" });
    const report = await backend(server).deliver([message(), message()]);
    expect(report.deliveries.map(({ outcome }) => outcome)).toEqual(["refused", "refused"]);
    expect(server.connections).toBe(2);
  });
});

describe("what the server refuses", () => {
  const cases: ReadonlyArray<readonly [string, Script, Partial<DeliveryError>]> = [
    [
      "the sender",
      { command: (line) => (line.startsWith("MAIL") ? "550 5.1.8 no" : undefined) },
      { code: "sender_refused", stage: "mail", retryable: false },
    ],
    [
      "every recipient",
      { command: (line) => (line.startsWith("RCPT") ? "450 4.2.1 busy" : undefined) },
      { code: "recipients_refused", stage: "rcpt", retryable: true },
    ],
    [
      "DATA",
      { command: (line) => (line === "DATA" ? "554 5.5.1 no" : undefined) },
      { code: "message_refused", stage: "data", retryable: false },
    ],
    [
      "the content",
      { message: "554 5.7.1 spam" },
      { code: "message_refused", stage: "body", retryable: false, response: "554 5.7.1 spam" },
    ],
    [
      "the size",
      { ehlo: "250-scripted\r\n250 SIZE 100" },
      { code: "message_refused", stage: "mail", retryable: false },
    ],
  ];
  test.each(cases)(
    "%s: refused, and the messages behind it go on over the same connection",
    async (_what, script, error) => {
      await using server = await ScriptedServer.start(script);
      const report = await backend(server).deliver([message(), message()]);
      expect(report.deliveries).toMatchObject([
        { outcome: "refused", error },
        { outcome: "refused", error },
      ]);
      expect(server.connections).toBe(1);
    },
  );

  test("one recipient of several: accepted, and the refusal is told", async () => {
    await using server = await ScriptedServer.start({
      command: (line) => (line.includes("bad@") ? "550 5.1.1 unknown" : undefined),
    });
    const report = await backend(server).deliver([message(["good@example.com", "bad@example.com"])]);
    expect(report).toMatchObject({
      sent: 1,
      deliveries: [
        {
          outcome: "accepted",
          recipients: [
            { address: "good@example.com", outcome: "accepted", code: 250, response: "250 taken" },
            { address: "hidden@example.com", outcome: "accepted", code: 250, response: "250 taken" },
            { address: "bad@example.com", outcome: "refused", code: 550, response: "550 5.1.1 unknown" },
          ],
        },
      ],
    });
  });

  test("every recipient: each refusal is told", async () => {
    await using server = await ScriptedServer.start({
      command: (line) => (line.startsWith("RCPT") ? "550 5.1.1 unknown" : undefined),
    });
    const report = await backend(server).deliver([message()]);
    expect(report.deliveries[0]?.recipients).toMatchObject([
      { address: "to@example.com", outcome: "refused", code: 550 },
      { address: "hidden@example.com", outcome: "refused", code: 550 },
    ]);
  });
});

describe("what is known after a lost connection", () => {
  test("before the body nothing is in doubt: refused, retryable", async () => {
    await using server = await ScriptedServer.start({ command: (line) => (line === "DATA" ? null : undefined) });
    expect(await failureOf(backend(server).sendMessages([message()]))).toMatchObject({
      code: "connection",
      outcome: "refused",
      retryable: true,
    });
  });

  test("in the middle of the body nothing is in doubt: refused, retryable", async () => {
    await using server = await ScriptedServer.start({ bodyLimit: 100_000 });
    const large = message(["to@example.com"], "a line of text\n".repeat(500_000));
    expect(await failureOf(backend(server).sendMessages([large]))).toMatchObject({
      code: "connection",
      stage: "body",
      outcome: "refused",
      retryable: true,
    });
  });

  test.each(["hello there", "354 again", "199 odd"])("after the final dot, %s is no answer: unknown", async (reply) => {
    await using server = await ScriptedServer.start({ message: reply });
    expect(await failureOf(backend(server).sendMessages([message()]))).toBeInstanceOf(DeliveryUnknownError);
  });

  test("after the final dot the outcome is unknown, never retryable", async () => {
    await using server = await ScriptedServer.start({ message: null });
    const error = await failureOf(backend(server).sendMessages([message()]));
    expect(error).toBeInstanceOf(DeliveryUnknownError);
    expect(error).toMatchObject({
      outcome: "unknown",
      retryable: false,
      report: { deliveries: [{ outcome: "unknown" }] },
    });
    expect(server.messages).toHaveLength(1);
  });

  test("a 421 in answer to the final dot is an answer: refused, retryable", async () => {
    await using server = await ScriptedServer.start({ message: "421 shutting down" });
    expect(await failureOf(backend(server).sendMessages([message()]))).toMatchObject({
      outcome: "refused",
      retryable: true,
      response: "421 shutting down",
    });
  });

  test("a server that takes its time behind the final dot has twice the timeout (RFC 5321, 4.5.3.2.6)", async () => {
    await using server = await ScriptedServer.start({ message: "" });
    const smtp = new SmtpBackend({ host: "127.0.0.1", port: server.port, timeout: 1 });
    const sending = smtp.sendMessages([message()]);
    await expect.poll(() => server.messages.length).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 1400));
    server.say("250 taken at last");
    expect(await sending).toBe(1);
  });

  test("a server that falls silent is given up after the timeout", async () => {
    await using server = await ScriptedServer.start({ command: (line) => (line === "DATA" ? "" : undefined) });
    const smtp = new SmtpBackend({ host: "127.0.0.1", port: server.port, timeout: 0.2 });
    expect(await failureOf(smtp.sendMessages([message()]))).toMatchObject({
      code: "timeout",
      outcome: "refused",
      retryable: true,
    });
  });
});

describe("a signal", () => {
  test.each([
    ["while connecting", { greeting: "" }, "refused"],
    ["before the body", { command: (line: string) => (line === "DATA" ? "" : undefined) }, "refused"],
    ["after the final dot", { message: "" }, "unknown"],
  ] as const)(
    "that is aborted %s ends the delivery at once and tells what is known",
    async (_when, script, outcome) => {
      await using server = await ScriptedServer.start(script);
      const smtp = new SmtpBackend({ host: "127.0.0.1", port: server.port, timeout: 60 });
      const begun = performance.now();
      const error = await failureOf(smtp.sendMessages([message(), message()], { signal: AbortSignal.timeout(100) }));
      const deliveries = [{ outcome }, { outcome: "refused", stage: "not-attempted" }];
      expect(error).toMatchObject({ name: "AbortError", report: { sent: 0, deliveries } });
      expect(performance.now() - begun).toBeLessThan(10_000);
    },
  );
});

describe("a session that cannot be had", () => {
  test("nobody listening: an error that says where, and what to check", async () => {
    const server = await ScriptedServer.start();
    await server[Symbol.asyncDispose]();
    const error = await failureOf(backend(server).sendMessages([message()]));
    expect(error).toMatchObject({ code: "connection", stage: "connect", retryable: true });
    expect(error.message).toContain(`127.0.0.1:${server.port}`);
    expect(error.message).toContain("Is it running there?");
  });

  test.each([
    ["554 go away", { outcome: "refused", retryable: false }],
    ["421 busy", { outcome: "refused", retryable: true }],
    ["HTTP/1.1 400 Bad Request", { code: "protocol" }],
    [null, { code: "connection", retryable: true }],
  ] as const)("a greeting of %s", async (greeting, expected) => {
    await using server = await ScriptedServer.start({ greeting });
    expect(await failureOf(backend(server).sendMessages([message()]))).toMatchObject(expected);
  });

  test("useTls without STARTTLS on the server is refused; nothing is sent in the clear", async () => {
    await using server = await ScriptedServer.start({
      command: (line) => (line === "STARTTLS" ? "502 no" : undefined),
    });
    const smtp = new SmtpBackend({ host: "127.0.0.1", port: server.port, useTls: true, timeout: 2 });
    expect(await failureOf(smtp.sendMessages([message()]))).toMatchObject({ code: "tls", outcome: "refused" });
    expect(server.messages).toEqual([]);
  });
});

describe("credentials", () => {
  const secret = "canary-pässword";
  const login = { username: "user", password: secret };
  const ehlo = "250-scripted\r\n250 AUTH PLAIN LOGIN";

  test("authenticate when both are given", async () => {
    await using server = await ScriptedServer.start({
      ehlo,
      command: (line) => (line.startsWith("AUTH PLAIN") ? "235 ok" : undefined),
    });
    await new SmtpBackend({ host: "127.0.0.1", port: server.port, ...login }).sendMessages([message()]);
    const [, credentials = ""] = /^AUTH PLAIN (.*)/m.exec(server.lines.join("\n")) ?? [];
    expect(Buffer.from(credentials, "base64").toString()).toBe(`\0user\0${secret}`);
  });

  test("never show: not in inspect, JSON, errors, or a reply that echoes them", async () => {
    await using server = await ScriptedServer.start({
      ehlo,
      command: (line) => (line.startsWith("AUTH") ? `535 5.7.8 no: ${line} ${secret}` : undefined),
    });
    const smtp = new SmtpBackend({ host: "127.0.0.1", port: server.port, ...login });
    const error = await failureOf(smtp.sendMessages([message()]));
    expect(error).toMatchObject({ code: "authentication", stage: "auth", retryable: false });
    const shown = [
      inspect(smtp, { depth: 9, showHidden: true }),
      JSON.stringify(smtp),
      inspect(error, { depth: 9 }),
      JSON.stringify(error),
      error.stack,
    ].join("\n");
    expect(shown).not.toContain(secret);
    expect(shown).not.toContain(Buffer.from(`\0user\0${secret}`).toString("base64"));
  });

  test("never show in what a server says later, of a refusal or of a message that it took", async () => {
    await using server = await ScriptedServer.start({
      ehlo,
      command: (line) => (line.startsWith("AUTH") ? "235 ok" : line.includes("bad@") ? `550 no, ${secret}` : undefined),
      message: `250 taken ${secret}`,
    });
    const smtp = new SmtpBackend({ host: "127.0.0.1", port: server.port, ...login });
    const report = await smtp.deliver([
      message(["good@example.com", "bad@example.com"]),
      new EmailMessage({ to: ["bad@example.com"] }),
    ]);
    expect(report.deliveries.map(({ outcome }) => outcome)).toEqual(["accepted", "refused"]);
    expect(inspect(report, { depth: 9, showHidden: true })).not.toContain(secret);
  });

  test("never show in part, where a server cuts its echo", async () => {
    await using server = await ScriptedServer.start({
      ehlo,
      command: (line) =>
        line.startsWith("AUTH") ? `500 unrecognized: "${line.slice(0, 34)}…", ${secret.slice(1, 9)}` : undefined,
    });
    const smtp = new SmtpBackend({ host: "127.0.0.1", port: server.port, ...login });
    const { response: shown = "" } = await failureOf(smtp.sendMessages([message()]));
    expect(shown).toContain("unrecognized");
    for (let at = 0; at + 6 <= secret.length; at += 1) expect(shown).not.toContain(secret.slice(at, at + 6));
    const [, echoed = ""] = /AUTH PLAIN (\S*)/.exec(shown) ?? [];
    expect(Buffer.from(echoed, "base64").toString()).not.toContain(secret.slice(0, 4));
  });

  test("of the settings are for the host of the settings alone", () => {
    configureMail({ emailHost: "main.example.com", emailHostUser: "user", emailHostPassword: secret });
    expect(() => new SmtpBackend({ host: "other.example.com" })).toThrow(
      'SmtpBackend got the host other.example.com, and no login; the one of the settings is that of main.example.com. Give username and password, or "" for none.',
    );
    expect(new SmtpBackend({ host: "main.example.com" })).toBeInstanceOf(SmtpBackend);
    expect(new SmtpBackend({ host: "other.example.com", username: "", password: "" })).toBeInstanceOf(SmtpBackend);
    expect(new SmtpBackend({ host: "other.example.com", username: "u", password: "p" })).toBeInstanceOf(SmtpBackend);
  });

  test("are not sent without encryption to another machine", async () => {
    await using server = await ScriptedServer.start({ ehlo });
    // 0.0.0.0 is this machine, written so that it does not look like it.
    const smtp = new SmtpBackend({ host: "0.0.0.0", port: server.port, ...login });
    expect(await failureOf(smtp.sendMessages([message()]))).toMatchObject({ code: "insecure_transport" });
    expect(server.lines.join("\n")).not.toContain("AUTH");
  });
});

describe("concurrent calls", () => {
  test("one that is aborted while it waits for its turn ends at once, and leaves the connection to the other", async () => {
    await using server = await ScriptedServer.start({ message: "" });
    const smtp = backend(server);
    await smtp.open();
    const first = smtp.deliver([message()]);
    await vi.waitFor(() => expect(server.messages).toHaveLength(1));
    const begun = performance.now();
    const error = await failureOf(smtp.deliver([message(["b@example.com"])], { signal: AbortSignal.timeout(50) }));
    expect(error).toMatchObject({
      name: "AbortError",
      report: { deliveries: [{ outcome: "refused", retryable: true }] },
    });
    expect(performance.now() - begun).toBeLessThan(1500);
    server.say("250 taken at last");
    expect((await first).deliveries[0]).toMatchObject({ outcome: "accepted" });
    expect(server.connections).toBe(1);
    await smtp.close();
  });

  test("an abort before or while it connects is an AbortError, and not a bug", async () => {
    await using server = await ScriptedServer.start();
    const controller = new AbortController();
    configureMail({
      beforeSend: (draft) => {
        controller.abort();
        return draft;
      },
    });
    const error = await failureOf(backend(server).sendMessages([message(), message()], { signal: controller.signal }));
    expect(error).toMatchObject({ name: "AbortError", report: { sent: 0 } });
    const smtp = backend(server);
    configureMail({});
    const [, , sent] = await Promise.all([smtp.open(), smtp.close(), smtp.sendMessages([message()])]);
    expect(sent).toBe(1);
  });
});

test("what a terminal would obey, or a log take for a line of its own, does not come out of a reply", async () => {
  await using server = await ScriptedServer.start({
    command: (line) => (line.startsWith("RCPT") ? "550 no\x1b[2J\x07 such\rFAKE LINE" : undefined),
  });
  const error = await failureOf(backend(server).sendMessages([message()]));
  expect(error.message).toContain("550 no [2J  such FAKE LINE");
  expect(JSON.stringify(error)).not.toMatch(/\\u001b|\\r|\\u0007/);
});

test.each(["localhost:2525", "smtp://localhost", "user@localhost", "a b"])("%s is no host", (host) => {
  expect(() => new SmtpBackend({ host })).toThrow(
    "The option host of SmtpBackend must be a host name or an IP address, without a port or a scheme.",
  );
});

test.each(["::1", "fe80::1%eth0", "192.0.2.1", "mail.example.com", "münchen.example"])("%s is a host", (host) => {
  expect(new SmtpBackend({ host })).toBeInstanceOf(SmtpBackend);
});

test("a port that is not a number is not the default one", () => {
  expect(() => new SmtpBackend({ port: Number(undefined) })).toThrow("The option port of SmtpBackend must be");
});

test("useTls and useSsl together are a configuration error", () => {
  expect(() => new SmtpBackend({ useTls: true, useSsl: true })).toThrow(ConfigurationError);
});

test.each([{ port: 0.5 }, { port: 70_000 }, { timeout: 0 }, { timeout: -1 }])(
  "%j is a configuration error",
  (options) => {
    expect(() => new SmtpBackend(options)).toThrow(ConfigurationError);
  },
);

test("a quoted local part goes out as it is", async () => {
  await using server = await ScriptedServer.start();
  await backend(server).sendMessages([message(['"a<b @c"@example.com'])]);
  expect(server.lines).toContain('RCPT TO:<"a<b @c"@example.com>');
});

describe("an address with non-ASCII characters before its @", () => {
  test("is sent to a server with SMTPUTF8", async () => {
    await using server = await ScriptedServer.start({ ehlo: "250-scripted\r\n250-8BITMIME\r\n250 SMTPUTF8" });
    expect(await backend(server).sendMessages([message(["tó@example.com"])])).toBe(1);
    expect(server.lines[1]).toBe("MAIL FROM:<from@example.com> BODY=8BITMIME SMTPUTF8");
    expect(Buffer.from(server.lines[2] ?? "", "latin1").toString()).toBe("RCPT TO:<tó@example.com>");
  });

  test("is refused by name for any other", async () => {
    await using server = await ScriptedServer.start();
    await expect(backend(server).sendMessages([message(["tó@example.com"])])).rejects.toThrow(
      /tó@example.com .* SMTPUTF8/,
    );
    expect(server.messages).toEqual([]);
  });
});

describe("a reply out of step drops the connection and is never taken for another's", () => {
  const drafts = ["m1", "m2", "m3", "m4"].map(
    (subject) => new EmailMessage(subject, "Body", "from@example.com", ["to@example.com"]),
  );
  const received = ({ messages }: ScriptedServer): string[] =>
    messages.map((text) => /^Subject: (.*)$/m.exec(text)?.[1]?.trim() ?? "");

  test.each([
    ["after the final dot", { message: "250 taken\r\n250 extra" }],
    ["after MAIL", { command: (line: string) => (line.startsWith("MAIL") ? "250 ok\r\n250 extra" : undefined) }],
    ["after RCPT", { command: (line: string) => (line.startsWith("RCPT") ? "250 ok\r\n250 extra" : undefined) }],
    ["before the body", { command: (line: string) => (line === "DATA" ? "354 go\r\n250 early" : undefined) }],
    ["instead of 354", { command: (line: string) => (line === "DATA" ? "250 ok" : undefined) }],
  ] as const)("%s", async (_where, script) => {
    await using server = await ScriptedServer.start(script);
    const report = await backend(server).deliver(drafts);
    const accepted = report.deliveries
      .filter(({ outcome }) => outcome === "accepted")
      .map((delivery) => delivery.message.subject);
    expect(accepted, "what is called accepted is what the server has").toEqual(received(server));
  });

  test("a refusal in the middle of the body ends it there, without another command", async () => {
    await using server = await ScriptedServer.start({ bodyRefusal: "552 too much" });
    const large = new EmailMessage("large", "a line of text\n".repeat(500_000), "from@example.com", ["to@example.com"]);
    const report = await backend(server).deliver([large, ...drafts]);
    expect(report.deliveries[0]).toMatchObject({
      outcome: "refused",
      retryable: false,
      error: { response: "552 too much" },
    });
    expect(server.messages).toEqual([]);
  });
});

test("credentials are not sent to a server that offers no authentication", async () => {
  await using server = await ScriptedServer.start();
  const smtp = new SmtpBackend({ host: "127.0.0.1", port: server.port, username: "user", password: "secret" });
  expect(await failureOf(smtp.sendMessages([message()]))).toMatchObject({ code: "authentication", retryable: false });
  expect(server.lines.join("\n")).not.toContain("AUTH");
});

test("an option that does not exist, or one of the wrong kind, is refused", () => {
  expect(() => new SmtpBackend({ useTSL: true } as object)).toThrow(/SmtpBackend takes no option "useTSL"/);
  expect(() => new SmtpBackend({ username: "user\r\nRSET" })).toThrow(/username/);
  expect(() => new SmtpBackend({ username: "user" })).toThrow(/username without a password/);
  expect(() => new SmtpBackend({ host: "a\nb" })).toThrow(/host/);
  expect(() => new SmtpBackend({ timeout: Number.POSITIVE_INFINITY })).toThrow(/timeout/);
  expect(() => new SmtpBackend({ failSilently: "false" as never })).toThrow(/failSilently/);
});
