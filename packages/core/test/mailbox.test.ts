import { describe, expect, test } from "vitest";
import { createEnvelope } from "../src/address/envelope.ts";
import { parseMailbox } from "../src/address/mailbox.ts";
import { splitMailboxList } from "../src/address/mailbox-list.ts";
import { encodeMailbox } from "../src/header/encoded-mailbox.ts";
import { BadAddressError, BadHeaderError } from "../src/index.ts";

describe("a mailbox", () => {
  test.each([
    ["fred@example.com", { address: "fred@example.com" }],
    ["  fred@example.com ", { address: "fred@example.com" }],
    ["Fred <fred@example.com>", { name: "Fred", address: "fred@example.com" }],
    ["<fred@example.com>", { address: "fred@example.com" }],
    ['"Doe, Jane" <jane@example.com>', { name: "Doe, Jane", address: "jane@example.com" }],
    ['"a \\"b\\" \\\\" <q@example.com>', { name: 'a "b" \\', address: "q@example.com" }],
    ["J. Doe <j@example.com>", { name: "J. Doe", address: "j@example.com" }],
    ["Zoë O'Brien <zoe@example.com>", { name: "Zoë O'Brien", address: "zoe@example.com" }],
    ['"odd @ local"@example.com', { address: '"odd @ local"@example.com' }],
    ["root", { address: "root" }],
    ["\u3000山田 <a@example.com>", { name: "山田", address: "a@example.com" }],
    ["me@[192.0.2.1]", { address: "me@[192.0.2.1]" }],
    ["me@[IPv6:2001:db8::1]", { address: "me@[IPv6:2001:db8::1]" }],
    ["to@1.2.3", { address: "to@1.2.3" }],
    ["to@EXAMPLE.com", { address: "to@EXAMPLE.com" }],
    ["to@öäü.com", { address: "to@xn--4ca9at.com" }],
    ["to@faß.de", { address: "to@xn--fa-hia.de" }],
    ["tó@example.com", { address: "tó@example.com" }],
  ])("%s is read", (text, mailbox) => {
    expect(parseMailbox(text)).toEqual(mailbox);
  });

  test.each([
    ["", "it is empty"],
    ["a@b.com, c@d.com", "it is more than one mailbox"],
    ["a@b@c.com", "its domain is malformed"],
    ["to@", "its domain is malformed"],
    ["@example.com", "its local part is malformed"],
    ["a b@example.com", "its local part is malformed"],
    ["me@[999.1.1.1]", "its domain literal is malformed"],
    ["me@[192.0.02.1]", "its domain literal is malformed"],
    ["me@[IPv6:::::::::]", "its domain literal is malformed"],
    ["me@[IPv6:1:2:3:4:5:6:7:8:9]", "its domain literal is malformed"],
    ["a..b@example.com", "its local part is malformed"],
    [".a@example.com", "its local part is malformed"],
    ["Just A Name", "its local part is malformed"],
    ["a\ud800@example.com", "it holds half of a surrogate pair"],
    ["Sürname", "it has no @, which only an ASCII mailbox can lack"],
    [
      "Doe, Jane <jane@example.com>",
      "a name with , stands in double quotes, which formatMailbox(name, address) writes",
    ],
    ["A <a@example.com> <b@example.com>", "it is more than one mailbox"],
    ["Jane <a@example.com", "its < is not closed by >"],
    ["=?utf-8?q?a=40b?=@example.com", "its local part looks like an encoded-word"],
    ['"open <a@example.com>', "a double quote is not closed"],
    ["to@-example.com", "its domain is malformed"],
    ["to@exa%41mplé.com", "its domain is malformed"],
    ["to@ｅxample.com", "its domain is malformed"],
    ["to@exam。plé.com", "its domain is malformed"],
    [`${"a".repeat(65)}@example.com`, "its local part is longer than 64 octets"],
    [`a@${"b".repeat(64)}.com`, "its domain is malformed"],
    [`a@${"b.".repeat(130)}com`, "it is longer than 254 octets"],
  ])("%s is refused: %s", (text, reason) => {
    expect(() => parseMailbox(text, "to")).toThrow(BadAddressError);
    expect(() => parseMailbox(text, "to")).toThrow(reason);
  });

  test.each(["a@b.com\n", "a@b.com\r\nBcc: x@y.z", '"a\nb" <a@b.com>', "a\0@b.com", "a@b.com\u2028"])(
    "%j is refused as a header injection",
    (text) => {
      expect(() => parseMailbox(text, "to")).toThrow(BadHeaderError);
    },
  );

  test("100 KB of hostile text is refused in time that grows with its length alone", () => {
    for (const text of [
      '"'.repeat(100_000),
      "a.".repeat(50_000),
      "<".repeat(100_000),
      '"\\'.repeat(50_000),
      "a@".repeat(50_000),
      `${"<".repeat(100_000)}@>`,
      `a@${"漢".repeat(100_000)}`,
      `a@${"é.".repeat(50_000)}com`,
    ]) {
      const start = performance.now();
      expect(() => parseMailbox(text)).toThrow(BadAddressError);
      splitMailboxList(text);
      expect(performance.now() - start).toBeLessThan(1000);
    }
  });
});

test("a list in a header is split at its commas alone", () => {
  expect(splitMailboxList('"Doe, \\" Jane" <j@example.com>, root,')).toEqual([
    '"Doe, \\" Jane" <j@example.com>',
    " root",
    "",
  ]);
});

test.each([
  [{ address: "a@example.com" }, "a@example.com"],
  [{ name: "Jane Doe", address: "a@example.com" }, "Jane Doe <a@example.com>"],
  [{ name: "Doe, Jane", address: "a@example.com" }, '"Doe, Jane" <a@example.com>'],
  [{ name: 'a "b" \\', address: "a@example.com" }, '"a \\"b\\" \\\\" <a@example.com>'],
  [{ name: "Zoë", address: "a@example.com" }, "=?utf-8?q?Zo=C3=AB?= <a@example.com>"],
  [{ name: "=?utf-8?q?x?=", address: "a@example.com" }, "=?utf-8?b?PT91dGYtOD9xP3g/PQ==?= <a@example.com>"],
])("the mailbox %j is written as %s", (mailbox, text) => {
  expect(encodeMailbox(mailbox)).toBe(text);
});

test("an envelope holds bare addresses and knows whether they need SMTPUTF8", () => {
  expect(createEnvelope("Fred <fred@example.com>", ["Zoë <zoe@example.com>"])).toEqual({
    from: "fred@example.com",
    to: ["zoe@example.com"],
    smtpUtf8: false,
  });
  expect(createEnvelope("root", ["zoë@example.com"]).smtpUtf8).toBe(true);
});
