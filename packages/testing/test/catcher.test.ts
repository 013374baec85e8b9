import { EmailMessage } from "@posthorn/core";
import { SmtpBackend } from "@posthorn/smtp";
import { afterEach, describe, expect, test, vi } from "vitest";
import {
  type Catcher,
  CatcherError,
  type CatcherOptions,
  type CaughtMail,
  startCatcher,
} from "../src/catcher/index.ts";
import { Mailroom } from "../src/catcher/mailroom.ts";
import { converse } from "./converse.ts";

afterEach(() => void vi.useRealTimers());

const mailTo = (...to: string[]): EmailMessage => new EmailMessage("Subject", "Body", "from@example.com", to);

function backendFor({ host, port }: Catcher, options: { username?: string; password?: string } = {}): SmtpBackend {
  return new SmtpBackend({ host, port, timeout: 10, ...options });
}

const transaction = ["EHLO test", "MAIL FROM:<>", "RCPT TO:<zoe@example.com>", "DATA"];

describe("a catcher", () => {
  test("listens on loopback, on a free port, and says where", async () => {
    await using catcher = await startCatcher();
    await using other = await startCatcher();
    expect(catcher.url).toBe(`smtp://127.0.0.1:${catcher.port}`);
    expect(other.port).not.toBe(catcher.port);
  });

  test("listens on all interfaces if it is told to, and says how this machine reaches it", async () => {
    await using catcher = await startCatcher({ host: "0.0.0.0" });
    expect(catcher.url).toBe(`smtp://127.0.0.1:${catcher.port}`);
    await backendFor(catcher).sendMessages([mailTo("to@example.com")]);
    expect(catcher.mails).toHaveLength(1);
  });

  test("counts who connects, also without sending", async () => {
    await using catcher = await startCatcher();
    expect(catcher.connections).toBe(0);
    await backendFor(catcher).sendMessages([mailTo("a@example.com"), mailTo("b@example.com")]);
    expect(catcher.connections).toBe(1);
    await converse(catcher.port, "QUIT");
    expect(catcher.connections).toBe(2);
  });

  test("has a mail, as it arrived and read, once it is sent, in the order of arrival", async () => {
    await using catcher = await startCatcher();
    const { mails } = catcher;
    const backend = backendFor(catcher);
    for (const to of ["a@example.com", "b@bücher.example"]) {
      await backend.sendMessages([
        new EmailMessage("Grüße", "Body", "from@example.com", [to], ["archive@example.com"]),
      ]);
      expect(mails.at(-1)?.envelope.to).toEqual([to.replace("bücher", "xn--bcher-kva"), "archive@example.com"]);
    }
    expect(mails).toHaveLength(2);
    expect(mails[0]).toMatchObject({ subject: "Grüße", text: "Body", to: [{ address: "a@example.com" }] });
    expect(Buffer.from(mails[0]?.source ?? "").toString()).toContain("\r\nTo: a@example.com\r\n");
    expect(Buffer.from(mails[0]?.source ?? "").toString()).not.toContain("archive@example.com");
  });

  test("offers what a sender may ask for", async () => {
    await using catcher = await startCatcher({ sizeLimit: 4096 });
    const said = await converse(catcher.port, "EHLO test", "QUIT");
    for (const extension of ["SIZE 4096", "8BITMIME", "SMTPUTF8", "PIPELINING", "AUTH LOGIN PLAIN"])
      expect(said).toMatch(new RegExp(`^250[- ]${extension}\r$`, "m"));
    expect(said).not.toContain("STARTTLS");
  });

  test("keeps a mail that no reader can read, with the problem, and answers 250", async () => {
    await using catcher = await startCatcher();
    const deep = Array.from(
      { length: 300 },
      (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}`,
    );
    const said = await converse(catcher.port, ...transaction, `${deep.join("\r\n")}\r\n\r\n.`, "QUIT");
    expect(said).toContain("250 Caught; it goes no further\r\n");
    expect(catcher.mails).toMatchObject([
      {
        problem: expect.stringMatching(/^This mail cannot be read as MIME: .*nest.* Its source shows what arrived\.$/i),
      },
    ]);
    expect(Buffer.from(catcher.mails[0]?.source ?? "").toString()).toBe(`${deep.join("\r\n")}\r\n\r\n`);
  });

  test("answers 552 to what is larger than its limit, announced or not, and keeps nothing of it", async () => {
    await using catcher = await startCatcher({ sizeLimit: 2000 });
    const large = new EmailMessage("Subject", "x".repeat(3000), "from@example.com", ["to@example.com"]);
    await expect(backendFor(catcher).sendMessages([large])).rejects.toThrow(/takes at most 2000/);
    expect(await converse(catcher.port, ...transaction, `${"x".repeat(3000)}\r\n.`, "QUIT")).toContain("552 ");
    expect(catcher.mails).toEqual([]);
  });

  test("keeps nothing of a mail that is cut short", async () => {
    await using catcher = await startCatcher();
    expect(await converse(catcher.port, ...transaction, "Subject: half of")).toContain("354 ");
    await catcher.stop();
    expect(catcher.mails).toEqual([]);
  });

  test("takes any login, and tells it", async () => {
    await using catcher = await startCatcher();
    await backendFor(catcher, { username: "zoe", password: "secret" }).sendMessages([mailTo("to@example.com")]);
    expect(catcher.mails).toMatchObject([{ login: { username: "zoe", password: "secret" } }]);
  });

  test("with a login takes mail after that one alone", async () => {
    const login = { username: "zoe", password: "s@fe" };
    await using catcher = await startCatcher({ login });
    expect(catcher.url).toBe(`smtp://zoe:s%40fe@127.0.0.1:${catcher.port}`);
    const send = (given: { username?: string; password?: string }): Promise<number> =>
      backendFor(catcher, given).sendMessages([mailTo("to@example.com")]);
    await expect(send({})).rejects.toThrow(/530/);
    await expect(send({ ...login, password: "safe" })).rejects.toThrow(/535 5\.7\.8/);
    expect(catcher.mails).toEqual([]);
    expect(await send(login)).toBe(1);
    expect(catcher.mails).toMatchObject([{ login }]);
  });

  test("refuses the senders and recipients that it is told to, with their replies", async () => {
    await using catcher = await startCatcher({
      refuse: { "gone@example.com": "550 5.1.1 No such user", "Spam@example.com": "451 4.7.1 Later" },
    });
    const backend = backendFor(catcher);
    const { deliveries } = await backend.deliver([mailTo("here@example.com", "Gone@example.com")]);
    expect(deliveries[0]?.recipients).toMatchObject([
      { outcome: "accepted" },
      { outcome: "refused", response: "550 5.1.1 No such user" },
    ]);
    const spam = new EmailMessage("Subject", "Body", "spam@example.com", ["here@example.com"]);
    await expect(backend.sendMessages([spam])).rejects.toMatchObject({ retryable: true, response: "451 4.7.1 Later" });
    expect(catcher.mails.map(({ envelope }) => envelope.to)).toEqual([["here@example.com"]]);
    await expect(backend.sendMessages([mailTo("spam@example.com")])).rejects.toThrow("451 4.7.1 Later");
  });

  test("tells a listener of each mail before its sender is answered", async () => {
    const subjects: string[] = [];
    await using catcher = await startCatcher({ keep: 0, onMail: ({ subject }) => subjects.push(subject) });
    await backendFor(catcher).sendMessages([mailTo("to@example.com")]);
    expect(subjects).toEqual(["Subject"]);
    expect(catcher.mails).toEqual([]);
  });

  test("keeps the latest mails where it is told how many, and none after clear()", async () => {
    await using catcher = await startCatcher({ keep: 2 });
    await backendFor(catcher).sendMessages([mailTo("a@example.com"), mailTo("b@example.com"), mailTo("c@example.com")]);
    expect(catcher.mails.map(({ envelope }) => envelope.to[0])).toEqual(["b@example.com", "c@example.com"]);
    catcher.clear();
    expect(catcher.mails).toEqual([]);
  });

  test("has mails that nobody else can take away, and gives none", async () => {
    await using catcher = await startCatcher();
    await backendFor(catcher).sendMessages([mailTo("to@example.com")]);
    const writable = catcher.mails as CaughtMail[];
    for (const write of [() => writable.splice(0), () => (writable.length = 0), () => writable.push({} as CaughtMail)])
      expect(write).toThrow(new TypeError("The mails of a catcher cannot be written to; clear() forgets them."));
    expect(catcher.mails).toHaveLength(1);
  });

  test("stops though a client holds its connection, and leaves the port to the next", async () => {
    const catcher = await startCatcher();
    const backend = backendFor(catcher);
    await backend.open();
    await catcher.stop();
    await catcher.stop();
    await using next = await startCatcher({ port: catcher.port });
    expect(next.port).toBe(catcher.port);
    await backend.close();
  });

  test("keeps the order of arrival, however long a mail takes to read", async () => {
    const room = new Mailroom(2, () => undefined);
    const from = (address: string) => ({ envelope: { from: address, to: [] }, login: null, secure: false });
    const parts = "--b\r\nContent-Type: text/html\r\n\r\n<p>x</p>\r\n".repeat(2000);
    const slow = room.take(
      Buffer.from(`Content-Type: multipart/mixed; boundary=b\r\n\r\n${parts}--b--`),
      from("first"),
    );
    const fast = room.take(Buffer.from("\r\n"), from("second"));
    await Promise.all([slow, fast]);
    expect(room.mails.map(({ envelope }) => envelope.from)).toEqual(["first", "second"]);
  });
});

describe("waitForMail()", () => {
  test("gives what arrived already, or what comes", async () => {
    await using catcher = await startCatcher();
    const coming = catcher.waitForMail({ to: "b@example.com" });
    await backendFor(catcher).sendMessages([mailTo("a@example.com"), mailTo("b@example.com")]);
    expect(await coming).toBe(catcher.mails[1]);
    expect(await catcher.waitForMail()).toBe(catcher.mails[0]);
  });

  test.each<[string, Parameters<Catcher["waitForMail"]>[0]]>([
    ["an address that no header names", { recipients: "archive@EXAMPLE.com" }],
    ["a blind copy", { bcc: ["archive@example.com"] }],
    ["a pattern", { recipients: /^archive@/g, subject: /order/ }],
    ["its text, as it was written", { text: "Body" }],
    [
      "the name of a mailbox, a header and no attachments",
      { to: "Zoë <to@example.com>", headers: { subject: /order/ }, attachments: [] },
    ],
    ["all that is given", { from: "from@example.com", to: ["to@example.com"], subject: "Your order" }],
    ["a function", ({ text }: CaughtMail) => text === "Body"],
  ])("finds a mail by %s", async (_what, criteria) => {
    await using catcher = await startCatcher();
    const order = new EmailMessage(
      "Your order",
      "Body",
      "from@example.com",
      ["Zoë <to@example.com>"],
      ["archive@example.com"],
    );
    await backendFor(catcher).sendMessages([order]);
    expect(await catcher.waitForMail(criteria, { timeoutMs: 0 })).toBe(catcher.mails[0]);
  });

  test("fails with what did arrive, also while the timers are faked", async () => {
    await using catcher = await startCatcher();
    await backendFor(catcher).sendMessages([mailTo("a@example.com", "b@example.com")]);
    vi.useFakeTimers();
    const error = catcher.waitForMail({ to: "zoe@example.com", subject: /order/i }, { timeoutMs: 1 });
    await expect(error).rejects.toMatchObject({ name: "CatcherError", code: "no_mail" });
    await expect(error).rejects.toThrow(
      'No mail arrived within 1 ms with\n  to       "zoe@example.com"\n  subject  /order/i\n\n' +
        "1 mail arrived, and it differs:\n\n  mails[0]\n    From: from@example.com\n    To: a@example.com, b@example.com\n",
    );
    await expect(error).rejects.toThrow("The timers of this process are faked, those of the catcher too");
  });

  test("says that nothing arrived", async () => {
    await using catcher = await startCatcher();
    await expect(catcher.waitForMail({}, { timeoutMs: 0 })).rejects.toThrow(
      /^No mail arrived within 0 ms\.\n\nNothing arrived\.$/,
    );
    await expect(catcher.waitForMail(() => true, { timeoutMs: 0 })).rejects.toThrow(
      'No mail arrived within 0 ms with\n  function  "() => true"\n\nNothing arrived.',
    );
  });

  test("stands still with the timers, says so, and stops all the same", async () => {
    const catcher = await startCatcher();
    vi.useFakeTimers();
    const backend = backendFor(catcher);
    const sent = backend.sendMessages([mailTo("a@example.com")]);
    await expect(catcher.waitForMail({}, { timeoutMs: 1 })).rejects.toThrow("The timers of this process are faked");
    await Promise.all([expect(sent).rejects.toMatchObject({ retryable: true }), catcher.stop()]);
  });

  test("catches mail while the clock alone is faked", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: 0 });
    await using catcher = await startCatcher();
    const coming = catcher.waitForMail();
    await backendFor(catcher).sendMessages([mailTo("a@example.com")]);
    expect((await coming).subject).toBe("Subject");
  });

  test("ends with the catcher, and is refused at once after it", async () => {
    const catcher = await startCatcher();
    await backendFor(catcher).sendMessages([mailTo("a@example.com")]);
    const coming = catcher.waitForMail({ to: "b@example.com" });
    await Promise.all([expect(coming).rejects.toMatchObject({ code: "stopped" }), catcher.stop()]);
    const late = catcher.waitForMail({ to: "b@example.com" }, { timeoutMs: 2 ** 31 - 1 });
    await expect(late).rejects.toMatchObject({ name: "CatcherError", code: "stopped" });
    expect(await catcher.waitForMail({ to: "a@example.com" })).toBe(catcher.mails[0]);
  });

  test("gives the second, of those that are there and those that come", async () => {
    await using catcher = await startCatcher();
    const second = catcher.waitForMail({ to: "a@example.com" }, { nth: 2 });
    for (const to of ["a@example.com", "b@example.com", "a@example.com"])
      await backendFor(catcher).sendMessages([mailTo(to)]);
    expect(await second).toBe(catcher.mails[2]);
    expect(await catcher.waitForMail({ to: "a@example.com" }, { nth: 2 })).toBe(catcher.mails[2]);
  });

  test.each(["timed out", "stopped"])("fails with the line of the test: %s", async (end) => {
    const catcher = await startCatcher();
    const waiting = catcher.waitForMail({}, { timeoutMs: end === "stopped" ? 5000 : 0 });
    const failed = expect(waiting).rejects.toMatchObject({
      stack: expect.stringMatching(/^CatcherError: [^\n]+(?:\n\nNothing arrived\.)?\n {4}at [^\n]*catcher\.test\.ts/),
    });
    await Promise.all([failed, end === "stopped" && catcher.stop()]);
    await catcher.stop();
  });

  test("fails with what a function throws", async () => {
    await using catcher = await startCatcher();
    const coming = catcher.waitForMail(() => {
      throw new RangeError("a bug");
    });
    await Promise.all([
      expect(coming).rejects.toThrow(RangeError),
      backendFor(catcher).sendMessages([mailTo("a@example.com")]),
    ]);
  });

  test.each<[string, object, object, RegExp]>([
    [
      "a criterion that does not exist",
      { too: "a@example.com" },
      {},
      /no option "too"; it takes to, cc, bcc, .* Did you mean to\?/,
    ],
    ["a criterion that is no text", { subject: ["a"] }, {}, /subject of waitForMail\(\) must be a string, a RegExp/],
    ["a criterion that was forgotten", { to: undefined }, {}, /to of waitForMail\(\) is undefined; leave it out/],
    ["an address that is none", { to: "not an address" }, {}, /not an address/],
    ["options among the criteria", { timeoutMs: 5 }, {}, /Options are the second argument/],
    ["a misspelled option", {}, { timeout: 5 }, /Did you mean timeoutMs\?/],
    ["a time that is none", {}, { timeoutMs: Number.NaN }, /timeoutMs must be a number from 0/],
  ])("refuses %s", async (_what, criteria, options, message) => {
    await using catcher = await startCatcher();
    const refused = catcher.waitForMail(criteria, options);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.not.toThrow(CatcherError);
  });
});

describe("startCatcher() fails", () => {
  test("where the port is taken", async () => {
    await using catcher = await startCatcher();
    const { host, port } = catcher;
    await expect(startCatcher({ port })).rejects.toMatchObject({ name: "CatcherError", code: "port_taken" });
    await expect(startCatcher({ port })).rejects.toThrow(`Port ${port} of ${host} is taken. Stop what listens there`);
  });

  test.each(["192.0.2.1", "nowhere.invalid"])("where the host %s is not this machine", async (host) => {
    const refused = startCatcher({ host });
    await expect(refused).rejects.toMatchObject({ code: "foreign_host" });
    await expect(refused).rejects.toThrow(
      `${host} is not this machine. The host is the address or name of an interface`,
    );
  });

  test.each<[string, object, RegExp]>([
    ["is misspelled", { prot: 1 }, /no option "prot"; it takes host, port/],
    [
      "is a port out of range",
      { port: 65_536 },
      /^port of startCatcher\(\) must be a whole number from 0 to 65535; got 65536\.$/,
    ],
    ["is a port in a string", { port: "25" }, /^port of .*; got '25'\.$/],
    ["is an empty host", { host: "" }, /^host of /],
    ["is no size", { sizeLimit: 0 }, /^sizeLimit of /],
    ["has another library's name", { size: 1 }, /The largest mail, in octets, is sizeLimit\./],
    ["is no number of mails", { keep: -1 }, /^keep of /],
    ["is half a login", { login: { username: "zoe" } }, /^login\.password of /],
    [
      "is a login with another name",
      { login: { user: "zoe", password: "x" } },
      /login of startCatcher\(\) takes no option "user"/,
    ],
    ["is a certificate without its key", { tls: { cert: "x" } }, /^tls\.key of /],
    [
      "is no certificate",
      { tls: { key: "x", cert: "x" } },
      /^tls of startCatcher\(\) must be a key and its certificate, both as PEM: /,
    ],
    ["says neither true nor false", { tls: { key: "x", cert: "x", implicit: 1 } }, /^tls\.implicit of /],
    ["is no listener", { onMail: true }, /^onMail of /],
    [
      "refuses what is no address",
      { refuse: { gone: "550 no" } },
      /^refuse names addresses such as gone@example\.com; got 'gone'\.$/,
    ],
    [
      "refuses with a success",
      { refuse: { "a@example.com": "250 OK" } },
      /^refuse\['a@example\.com'\] takes a reply of 4yz or 5yz with its text, such as "550 5\.1\.1 No such user"/,
    ],
    ["refuses with two lines", { refuse: { "a@example.com": "550 a\r\n250 b" } }, /^refuse\['a@example\.com'\] takes/],
    ["refuses with a code that is none", { refuse: { "a@example.com": "560 x" } }, /^refuse\['a@example\.com'\] takes/],
  ])("for an option that %s", async (_what, options, message) => {
    const refused = startCatcher(options as CatcherOptions);
    await expect(refused).rejects.toThrow(TypeError);
    await expect(refused).rejects.toThrow(message);
  });
});
