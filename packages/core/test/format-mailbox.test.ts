import { expect, test } from "vitest";
import { parseMailbox } from "../src/address/mailbox.ts";
import { BadAddressError, BadHeaderError, formatMailbox } from "../src/index.ts";

test.each([
  ["Ada Lovelace", "Ada Lovelace <a@example.com>"],
  ["Zoë O'Brien", "Zoë O'Brien <a@example.com>"],
  ["山田太郎", "山田太郎 <a@example.com>"],
  ["Müller, Jürgen", '"Müller, Jürgen" <a@example.com>'],
  ["Anna (Sales)", '"Anna (Sales)" <a@example.com>'],
  ["Foo: Bar", '"Foo: Bar" <a@example.com>'],
  ['O"Neil \\ Sons', '"O\\"Neil \\\\ Sons" <a@example.com>'],
  ["evil@example.org", '"evil@example.org" <a@example.com>'],
  ["b@example.com>, c@example.com <", '"b@example.com>, c@example.com <" <a@example.com>'],
  ["=?utf-8?q?x?=", '"=?utf-8?q?x?=" <a@example.com>'],
  ["😀", '"😀" <a@example.com>'],
])("the name %s is written so that it is read back whole", (name, mailbox) => {
  expect(formatMailbox(name, "a@example.com")).toBe(mailbox);
  expect(parseMailbox(mailbox)).toEqual({ name, address: "a@example.com" });
});

test("blanks around a name are dropped, and without a name the address stands alone", () => {
  expect(formatMailbox("  Ada ", " a@example.com ")).toBe("Ada <a@example.com>");
  expect(formatMailbox(" ", "a@bücher.example")).toBe("a@xn--bcher-kva.example");
});

test("neither name nor address brings a header or another address", () => {
  expect(() => formatMailbox("Ada\r\nBcc: x@example.org", "a@example.com")).toThrow(BadHeaderError);
  expect(() => formatMailbox("Ada", "a@example.com\n")).toThrow(BadHeaderError);
  expect(() => formatMailbox("Ada", "a@example.com, b@example.com")).toThrow(BadAddressError);
  expect(() => formatMailbox("Ada", "Eve <e@example.org>")).toThrow("an address without a name");
  expect(() => formatMailbox("Ada", "<e@example.org>")).toThrow("an address without a name");
  expect(() => formatMailbox("Ada \ud800", "a@example.com")).toThrow(
    "name of a mailbox holds half of a surrogate pair",
  );
  expect(() => formatMailbox(null as unknown as string, "a@example.com")).toThrow("must be a string; got null");
});
