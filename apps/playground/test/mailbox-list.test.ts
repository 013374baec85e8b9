import { expect, it } from "vitest";
import { splitMailboxes } from "../web/src/mailbox-list.ts";

it.each([
  ["ada@example.com", ["ada@example.com"]],
  ["ada@example.com, grace@example.com;\nlin@example.com", ["ada@example.com", "grace@example.com", "lin@example.com"]],
  [
    '"Lovelace, Ada" <ada@example.com>, Grace <grace@example.com>',
    ['"Lovelace, Ada" <ada@example.com>', "Grace <grace@example.com>"],
  ],
  ['"a\\", b" <a@example.com>', ['"a\\", b" <a@example.com>']],
  [" , ;", []],
  ["", []],
  ['"unclosed, quote', ['"unclosed, quote']],
])("a field of %j holds the mailboxes %j", (text, mailboxes) => {
  expect(splitMailboxes(text)).toEqual(mailboxes);
});
