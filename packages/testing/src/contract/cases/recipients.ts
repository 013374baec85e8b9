import { addresses, expectEnvelope } from "../addresses.ts";
import { letter } from "../letter.ts";
import type { RunnableCase } from "../runnable-case.ts";
import { expectSame, expectThat } from "../verdict.ts";

/** Whom a message is handed to. */
export const recipientCases: readonly RunnableCase[] = [
  {
    id: "everyone",
    title: "hands a message to everyone in to, cc and bcc",
    looks: true,
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
    looks: true,
    run: async ({ carry }) => {
      const bcc = Array.from({ length: 500 }, (_, at) => `guest-${at}@example.com`);
      await carry(letter("Everyone", { bcc }), (mail) => expectEnvelope(mail, ["ada@example.com", ...bcc]));
    },
  },
  {
    id: "bcc-alone",
    title: "hands a message to those in bcc where there is nobody else",
    looks: true,
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
      carry(letter("Hidden", { bcc: ["Hidden Keeper <keeper@example.com>", "keeper-2@example.com"] }), (mail) => {
        const told = mail.headers.filter(({ name, value }) => /bcc/i.test(name) || /keeper/i.test(value));
        expectSame("The header fields that tell of a recipient in bcc", told, []);
        const source = new TextDecoder("latin1").decode(mail.source);
        expectThat(!/keeper|^bcc:/im.test(source), "A recipient in bcc can be read in the octets that arrived.");
      }),
  },
  {
    id: "envelope-sender",
    title: "takes From from the headers, and the sender of the envelope from fromEmail",
    feature: "envelopeSender",
    looks: true,
    run: async ({ carry }) => {
      const headers = { From: "Bistro <menu@example.com>" };
      await carry(letter("Sender", { fromEmail: "bounces@example.com", headers }), (mail) => {
        expectSame("The mailbox of From", mail.from, [{ name: "Bistro", address: "menu@example.com" }]);
        expectEnvelope(mail, ["ada@example.com"], "bounces@example.com");
      });
    },
  },
];
