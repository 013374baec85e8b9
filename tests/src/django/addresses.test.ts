import { ConsoleBackend } from "@posthorn/console";
import {
  BadAddressError,
  EmailMessage,
  type EmailMessageOptions,
  InvalidMessageError,
  UnsupportedFeatureError,
} from "@posthorn/core";
import { DummyBackend } from "@posthorn/dummy";
import { FileBackend } from "@posthorn/file";
import { MemoryBackend, outbox } from "@posthorn/memory";
import { SmtpBackend } from "@posthorn/smtp";
import { afterEach, expect, test } from "vitest";
import { startCatchingServer } from "./catching-server.ts";
import { makeFolder, removeFolders } from "./folders.ts";
import { useOutbox } from "./use-outbox.ts";
import { read, written } from "./written.ts";

useOutbox();
afterEach(removeFolders);

const to = (...mailboxes: readonly string[]): EmailMessage => new EmailMessage({ to: mailboxes });
const withHeaders = (headers: NonNullable<EmailMessageOptions["headers"]>): EmailMessage =>
  new EmailMessage({ to: ["to@example.com"], headers });
const toHeader = (...mailboxes: readonly string[]): string | undefined => written(to(...mailboxes), "To")[0];

test.each(["From", "sender", "Reply-To", "TO", "Cc", "Resent-From", "Resent-Sender", "resent-to", "Resent-Cc"])(
  "B6.1: %s is a header of addresses, in any letter case",
  (name) => {
    expect(written(withHeaders({ [name]: "Jürgen <j@öäü.com>" }), name)).toEqual([
      "=?utf-8?q?J=C3=BCrgen?= <j@xn--4ca9at.com>",
    ]);
    expect(() => withHeaders({ [name]: "Just A Name" }).message()).toThrow(BadAddressError);
  },
);

test.each(["Bcc", "resent-bcc"])("B6.1: %s is refused, since everybody would see it", (name) => {
  expect(() => withHeaders({ [name]: "j@example.com" }).message()).toThrow(InvalidMessageError);
});

test.each([
  "to@",
  "@example.com",
  "Just A Name",
  "a@b@c",
  "a b@example.com",
  "a..b@example.com",
  ".a@example.com",
  "a@-b.com",
  "a@b..com",
])("B6.2: %s is refused when the message is built, though it is ASCII", (address) => {
  expect(() => to(address).message()).toThrow(BadAddressError);
  expect(() => withHeaders({ Cc: address }).message()).toThrow(BadAddressError);
  expect(() => new EmailMessage({ fromEmail: address }).message()).toThrow(BadAddressError);
});

test("B6.3: a header of several mailboxes is split at its commas, and each is encoded and checked", () => {
  const value = '"Sürname, Firstname" <a@example.com>,Bob <b@öäü.com> , "Doe, Jane" <c@example.com>';
  expect(written(withHeaders({ To: value }), "To")).toEqual([
    '=?utf-8?q?S=C3=BCrname=2C_Firstname?= <a@example.com>, Bob <b@xn--4ca9at.com>, "Doe, Jane" <c@example.com>',
  ]);
  expect(() => withHeaders({ To: "Zoë <a@example.com>, b@" }).message()).toThrow(BadAddressError);
});

test.each([
  [
    '"Sürname, Firstname" <to@example.com>',
    "=?utf-8?q?S=C3=BCrname=2C_Firstname?= <to@example.com>",
    "Sürname, Firstname",
  ],
  ["Firstname Sürname <to@example.com>", "=?utf-8?q?Firstname_S=C3=BCrname?= <to@example.com>", "Firstname Sürname"],
  ["张伟 <to@example.com>", "=?utf-8?b?5byg5Lyf?= <to@example.com>", "张伟"],
])("B6.4: the name of %s is an encoded-word", async (mailbox, field, name) => {
  expect(toHeader(mailbox)).toBe(field);
  expect((await read(to(mailbox))).to).toEqual([{ name, address: "to@example.com" }]);
});

test("B6.5: its neighbours in ASCII keep their quotes", () => {
  expect(
    toHeader("Sürname <to@example.com>", '"Doe, Jane" <j@example.com>', "Bob <b@example.com>", "c@example.com"),
  ).toBe('=?utf-8?q?S=C3=BCrname?= <to@example.com>, "Doe, Jane" <j@example.com>, Bob <b@example.com>, c@example.com');
});

test("B6.6: a domain with non-ASCII letters is written in punycode", async () => {
  expect(toHeader("to@öäü.com", "Tó <to@sub.öäü.com>")).toBe(
    "to@xn--4ca9at.com, =?utf-8?b?VMOz?= <to@sub.xn--4ca9at.com>",
  );
  const { envelope } = await new MemoryBackend().prepare(to("to@öäü.com"));
  expect(envelope.to).toEqual(["to@xn--4ca9at.com"]);
});

test("B6.7: ß is a letter of its own in a domain (IDNA 2008), and what is punycode already stays", () => {
  expect(toHeader("to@faß.de")).toBe("to@xn--fa-hia.de");
  expect(toHeader("to@xn--4ca9at.com")).toBe("to@xn--4ca9at.com");
});

test("B6.8: an ASCII domain keeps its letter case, and one with other letters is written in lower case", () => {
  expect(toHeader("To@EXAMPLE.com")).toBe("To@EXAMPLE.com");
  expect(toHeader("To@ÉXAMPLE.com")).toBe("To@xn--xample-9ua.com");
});

test("B6.9: a label of over 63 octets is refused, of non-ASCII letters too", () => {
  expect(() => to(`to@${"é".repeat(65)}.com`).message()).toThrow(BadAddressError);
  expect(() => to(`to@${"a".repeat(64)}.com`).message()).toThrow(BadAddressError);
  expect(toHeader(`to@${"a".repeat(63)}.com`)).toBe(`to@${"a".repeat(63)}.com`);
});

test("B6.10: a non-ASCII local part goes as it is to a server with SMTPUTF8", async () => {
  await using server = await startCatchingServer();
  const connection = new SmtpBackend({ host: "127.0.0.1", port: server.port });
  const message = new EmailMessage({ to: ["tó@example.com"], connection });
  expect(await message.send()).toBe(1);
  expect(server.mails[0]?.bytes.toString()).toMatch(/^To: tó@example\.com\r$/m);
  expect(server.mails[0]?.recipients).toEqual(["tó@example.com"]);
});

test("B6.10: a server without SMTPUTF8 is not sent a non-ASCII local part, and the error names the address", async () => {
  await using server = await startCatchingServer({ hideSMTPUTF8: true });
  const connection = new SmtpBackend({ host: "127.0.0.1", port: server.port });
  const sending = new EmailMessage({ to: ["tó@example.com"], connection }).send();
  await expect(sending).rejects.toThrow(UnsupportedFeatureError);
  await expect(sending).rejects.toThrow(/The address tó@example\.com .* SMTPUTF8/);
  expect(server.mails).toEqual([]);
});

test.each(["Sürname", "Sürname, Firstname", "Sürname <>", "<tó@>"])(
  "B6.11: %s is no mailbox, and refused when the message is built",
  (text) => {
    expect(() => to(text).message()).toThrow(BadAddressError);
    expect(() => withHeaders({ Cc: text }).message()).toThrow(BadAddressError);
  },
);

test("B6.12: a local mailbox has no domain", async () => {
  const message = new EmailMessage({ fromEmail: "webmaster", to: ["root", "Root <root@localhost>", "to@[IPv6:::1]"] });
  expect([written(message, "From"), written(message, "To")]).toEqual([
    ["webmaster"],
    ["root, Root <root@localhost>, <to@[IPv6:::1]>"],
  ]);
  const { envelope } = await new MemoryBackend().prepare(message);
  expect(envelope).toEqual({ from: "webmaster", to: ["root", "root@localhost", "to@[IPv6:::1]"] });
});

test.each(["to@", "a@b@c", "Just A Name", "a@example.com, b@example.com"])(
  "B6.13: %s is refused on every backend, before anything of the message leaves",
  async (address) => {
    await using server = await startCatchingServer();
    const printed: string[] = [];
    for (const connection of [
      new SmtpBackend({ host: "127.0.0.1", port: server.port }),
      new ConsoleBackend({ stream: { write: (text) => printed.push(text) } }),
      new FileBackend({ filePath: await makeFolder() }),
      new MemoryBackend(),
      new DummyBackend(),
    ]) {
      await expect(new EmailMessage({ to: [address], connection }).send()).rejects.toThrow(BadAddressError);
      await expect(new EmailMessage({ bcc: [address], connection }).send()).rejects.toThrow(BadAddressError);
      await expect(new EmailMessage({ fromEmail: address, to: ["to@example.com"], connection }).send()).rejects.toThrow(
        BadAddressError,
      );
    }
    expect([server.connections, printed, outbox]).toEqual([0, [], []]);
  },
);
