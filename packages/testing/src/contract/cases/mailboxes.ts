import { formatMailbox } from "@posthorn/core";
import { addresses, ascii, expectEnvelope } from "../addresses.ts";
import { letter } from "../letter.ts";
import type { RunnableCase } from "../runnable-case.ts";
import { expectSame } from "../verdict.ts";

const NAMES = [
  "Lovelace, Ada",
  'Bob "the <builder>" \\o/',
  "Zoë O'Brien",
  "山田 太郎",
  "عمر",
  "=?utf-8?q?Eve?=",
  "x".repeat(90),
];

/** Mailboxes, with their names and in any script. */
export const mailboxCases: readonly RunnableCase[] = [
  {
    id: "names",
    title: "carries the names of mailboxes, with commas, quotes and letters of any script",
    looks: true,
    run: async ({ carry }) => {
      const mailboxes = NAMES.map((name, at) => ({ name, address: `ada+${at}@example.com` }));
      const from = { name: "Bistro „Zur Post“, Köln", address: "bistro@example.com" };
      const written = mailboxes.map(({ name, address }) => formatMailbox(name, address));
      const [cc = "", ...to] = written;
      await carry(letter("Names", { to, cc: [cc], fromEmail: formatMailbox(from.name, from.address) }), (mail) => {
        expectSame("The mailboxes of To", mail.to, mailboxes.slice(1));
        expectSame("The mailbox of Cc", mail.cc, mailboxes.slice(0, 1));
        expectSame("The mailbox of From", mail.from, [from]);
        expectEnvelope(mail, addresses(mailboxes));
      });
    },
  },
  {
    id: "reply-to",
    title: "carries Reply-To",
    feature: "replyTo",
    looks: true,
    run: async ({ carry }) =>
      carry(letter("Reply-To", { replyTo: ["host@example.com", '"Müller, Kai" <kai@example.org>'] }), (mail) =>
        expectSame("The mailboxes of Reply-To", mail.replyTo, [
          { name: "", address: "host@example.com" },
          { name: "Müller, Kai", address: "kai@example.org" },
        ]),
      ),
  },
  {
    id: "smtputf8",
    title: "carries an address whose local part is not ASCII",
    feature: "smtpUtf8",
    looks: true,
    run: async ({ carry }) =>
      carry(letter("SMTPUTF8", { to: ["Zoë <zoë@example.com>"] }), (mail) => {
        expectSame("The mailboxes of To", mail.to, [{ name: "Zoë", address: "zoë@example.com" }]);
        expectEnvelope(mail, ["zoë@example.com"]);
      }),
  },
  {
    id: "idn",
    title: "carries an address whose domain is not ASCII",
    looks: true,
    run: async ({ carry }) =>
      carry(letter("IDN", { to: ["ada@bücher.example"], cc: ["bob@例え.example"] }), (mail) => {
        const shown = [...addresses(mail.to), ...addresses(mail.cc)].map(ascii);
        expectSame("The addresses of To and Cc", shown, ["ada@xn--bcher-kva.example", "bob@xn--r8jz45g.example"]);
        expectEnvelope(mail, ["ada@xn--bcher-kva.example", "bob@xn--r8jz45g.example"]);
      }),
  },
];
