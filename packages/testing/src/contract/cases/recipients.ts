import { domainToASCII } from "node:url";
import { formatMailbox } from "@posthorn/core";
import type { ReceivedMailbox } from "../../received-mail.ts";
import type { ArrivedMail } from "../backend-under-test.ts";
import type { ContractCase } from "../contract-case.ts";
import { expectSame, expectThat } from "../expectation.ts";
import { letter } from "../letter.ts";

const NAMES = [
  "Lovelace, Ada",
  'Bob "the <builder>" \\o/',
  "Zoë O'Brien",
  "山田 太郎",
  "عمر",
  "=?utf-8?q?Eve?=",
  "x".repeat(90),
];

/** Holds the envelope to what it must be, where the other side was told one. */
function expectEnvelope({ envelope }: ArrivedMail, to: readonly string[], from = "bistro@example.com"): void {
  if (!envelope) return;
  expectSame("Whom the envelope is to", envelope.to.map(ascii).sort(), [...to].sort());
  if (envelope.from !== undefined) expectSame("Whom the envelope is from", envelope.from, from);
}

const addresses = (mailboxes: readonly ReceivedMailbox[]): readonly string[] => mailboxes.map(({ address }) => address);

/** Mailboxes, in the headers and in the envelope. */
export const recipientCases: readonly ContractCase[] = [
  {
    id: "everyone",
    title: "hands a message to everyone in to, cc and bcc",
    run: async ({ carry }) => {
      const to = ["ada@example.com", "Bob <bob@example.org>"];
      await carry(letter("Everyone", { to, cc: ["cleo@example.com"], bcc: ["dan@example.com"] }), (mail) => {
        expectSame("The addresses of To", addresses(mail.to), ["ada@example.com", "bob@example.org"]);
        expectSame("The addresses of Cc", addresses(mail.cc), ["cleo@example.com"]);
        expectEnvelope(mail, ["ada@example.com", "bob@example.org", "cleo@example.com", "dan@example.com"]);
      });
    },
  },
  {
    id: "many-recipients",
    title: "hands a message to each of many recipients",
    run: async ({ carry }) => {
      const bcc = Array.from({ length: 150 }, (_, at) => `guest-${at}@example.com`);
      await carry(letter("Everyone", { bcc }), (mail) => expectEnvelope(mail, ["ada@example.com", ...bcc]));
    },
  },
  {
    id: "bcc-alone",
    title: "hands a message to those in bcc where there is nobody else",
    run: async ({ carry }) =>
      carry(letter("Bcc alone", { to: [], bcc: ["dan@example.com"] }), (mail) => {
        expectSame("The addresses of To and Cc", [...addresses(mail.to), ...addresses(mail.cc)], []);
        expectEnvelope(mail, ["dan@example.com"]);
      }),
  },
  {
    id: "bcc-hidden",
    title: "shows nobody in bcc to those who read the mail",
    needs: "received",
    run: async ({ carry }) =>
      carry(letter("Hidden", { bcc: ["Hidden Keeper <keeper@example.com>"] }), (mail) => {
        const told = mail.headers.filter(({ name, value }) => /bcc/i.test(name) || /keeper/i.test(value));
        expectSame("The header fields that tell of a recipient in bcc", told, []);
        const source = new TextDecoder("latin1").decode(mail.source);
        expectThat(!/keeper|^bcc:/im.test(source), "A recipient in bcc can be read in the octets that arrived.");
      }),
  },
  {
    id: "names",
    title: "carries the names of mailboxes, with commas, quotes and letters of any script",
    run: async ({ carry }) => {
      const mailboxes = NAMES.map((name, at) => ({ name, address: `ada+${at}@example.com` }));
      const from = { name: "Bistro „Zur Post“, Köln", address: "bistro@example.com" };
      const written = mailboxes.map(({ name, address }) => formatMailbox(name, address));
      await carry(letter("Names", { to: written, fromEmail: formatMailbox(from.name, from.address) }), (mail) => {
        expectSame("The mailboxes of To", mail.to, mailboxes);
        expectSame("The mailbox of From", mail.from, [from]);
        expectEnvelope(mail, addresses(mailboxes));
      });
    },
  },
  {
    id: "reply-to",
    title: "carries Reply-To",
    feature: "replyTo",
    run: async ({ carry }) =>
      carry(letter("Reply-To", { replyTo: ["host@example.com", '"Müller, Kai" <kai@example.org>'] }), (mail) =>
        expectSame("The mailboxes of Reply-To", mail.replyTo, [
          { name: "", address: "host@example.com" },
          { name: "Müller, Kai", address: "kai@example.org" },
        ]),
      ),
  },
  {
    id: "envelope-sender",
    title: "takes From from the headers, and the sender of the envelope from fromEmail",
    feature: "envelopeSender",
    run: async ({ carry }) => {
      const headers = { From: "Bistro <menu@example.com>" };
      await carry(letter("Sender", { fromEmail: "bounces@example.com", headers }), (mail) => {
        expectSame("The mailbox of From", mail.from, [{ name: "Bistro", address: "menu@example.com" }]);
        expectEnvelope(mail, ["ada@example.com"], "bounces@example.com");
      });
    },
  },
  {
    id: "smtputf8",
    title: "carries an address whose local part is not ASCII",
    feature: "smtpUtf8",
    run: async ({ carry }) =>
      carry(letter("SMTPUTF8", { to: ["Zoë <zoë@example.com>"] }), (mail) => {
        expectSame("The mailboxes of To", mail.to, [{ name: "Zoë", address: "zoë@example.com" }]);
        expectEnvelope(mail, ["zoë@example.com"]);
      }),
  },
  {
    id: "idn",
    title: "carries an address whose domain is not ASCII",
    run: async ({ carry }) =>
      carry(letter("IDN", { to: ["ada@bücher.example"], cc: ["bob@例え.example"] }), (mail) => {
        const shown = [...addresses(mail.to), ...addresses(mail.cc)].map(ascii);
        expectSame("The addresses of To and Cc", shown, ["ada@xn--bcher-kva.example", "bob@xn--r8jz45g.example"]);
        expectEnvelope(mail, ["ada@xn--bcher-kva.example", "bob@xn--r8jz45g.example"]);
      }),
  },
];

/** An address with the A-labels of its domain (RFC 5890, 2.3.2.1): a reader may show the one or the other. */
function ascii(address: string): string {
  const at = address.lastIndexOf("@") + 1;
  return address.slice(0, at) + domainToASCII(address.slice(at));
}
