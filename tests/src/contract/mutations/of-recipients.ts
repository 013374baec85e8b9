import type { Outgoing } from "@posthorn/core";
import { handing, type Mutation, redrafting, rewriting } from "./mutation.ts";
import type { HandedMail } from "./post-office.ts";
import { RightBackend } from "./right-backend.ts";

/** Hands to nobody whom no header names, and says that it did. */
class ByHeaders extends RightBackend {
  protected override hand(mail: HandedMail, outgoing: Parameters<RightBackend["hand"]>[1]): void {
    const { to, cc } = outgoing.message;
    if (to.length + cc.length > 0) super.hand(mail, outgoing);
  }
}

const isRefused = (address: string): boolean => address.startsWith("refused@");

/** Hands to whoever is not refused, and says that everyone got it. */
class HidingRefusal extends RightBackend {
  protected override hand(mail: HandedMail, outgoing: Outgoing): void {
    super.hand({ ...mail, to: mail.to.filter((address) => !isRefused(address)) }, outgoing);
  }
}

/** Hands to whoever is not refused, and says that nobody got it. */
class RefusingWhatLeft extends HidingRefusal {
  protected override hand(mail: HandedMail, outgoing: Outgoing): void {
    super.hand(mail, outgoing);
    if (mail.to.some(isRefused)) throw this.refused(new Error("Nobody of that name lives here."));
  }
}

/** Faults with whom a mail is from and to. */
export const mutationsOfRecipients: readonly Mutation[] = [
  {
    name: "drops recipients in bcc",
    aimedAt: "everyone",
    Backend: handing((mail, { message }) => ({ ...mail, to: mail.to.filter((each) => !message.bcc.includes(each)) })),
  },
  {
    name: "drops recipients in cc",
    aimedAt: "everyone",
    Backend: handing((mail, { message }) => ({ ...mail, to: mail.to.filter((each) => !message.cc.includes(each)) })),
  },
  {
    name: "drops the header field Cc",
    aimedAt: "everyone",
    Backend: redrafting((copy) => {
      copy.cc = [];
    }),
  },
  {
    name: "hands to the first recipient alone",
    aimedAt: "everyone",
    Backend: handing((mail) => ({ ...mail, to: mail.to.slice(0, 1) })),
  },
  {
    name: "hands to fifty recipients at most",
    aimedAt: "many-recipients",
    Backend: handing((mail) => ({ ...mail, to: mail.to.slice(0, 50) })),
  },
  { name: "sends nothing where there is nobody but in bcc", aimedAt: "bcc-alone", Backend: ByHeaders },
  {
    name: "writes a header field Bcc",
    aimedAt: "bcc-hidden",
    Backend: handing((mail, { message: { bcc } }) => {
      const field = bcc.length === 0 ? "" : `Bcc: ${bcc.join(", ")}\r\n`;
      return { ...mail, octets: () => Buffer.concat([Buffer.from(field), mail.octets()]) };
    }),
  },
  {
    name: "tells the recipients in bcc in a field of another name",
    aimedAt: "bcc-hidden",
    Backend: handing((mail) => {
      const field = `X-Envelope-To: ${mail.to.join(", ")}\r\n`;
      return { ...mail, octets: () => Buffer.concat([Buffer.from(field), mail.octets()]) };
    }),
  },
  {
    name: "drops the names of recipients",
    aimedAt: "names",
    Backend: redrafting((copy) => {
      copy.to = copy.to.map((mailbox) => /<([^<>]*)>$/.exec(mailbox)?.[1] ?? mailbox);
    }),
  },
  {
    name: "drops the name of the sender",
    aimedAt: "names",
    Backend: rewriting((source) => source.replace(/^From: [^<]*<(.*)>/m, "From: <$1>")),
  },
  {
    name: "takes the sender of the envelope from From",
    aimedAt: "envelope-sender",
    Backend: handing((mail, { message }) => ({
      ...mail,
      from: message.extraHeaders.From ? "menu@example.com" : mail.from,
    })),
  },
  {
    name: "takes From from fromEmail, whatever the headers say",
    aimedAt: "envelope-sender",
    Backend: redrafting((copy) => {
      delete copy.extraHeaders.From;
    }),
  },
  {
    name: "takes the letters that are not ASCII from an address",
    aimedAt: "smtputf8",
    Backend: handing((mail) => ({ ...mail, to: mail.to.map((each) => each.replace("zoë", "zoe")) })),
  },
  {
    name: "takes the letters that are not ASCII from a domain",
    aimedAt: "idn",
    Backend: handing((mail) => ({ ...mail, to: mail.to.map((each) => each.replace("xn--bcher-kva", "bucher")) })),
  },
  {
    name: "hands to two hundred recipients at most",
    aimedAt: "many-recipients",
    Backend: handing((mail) => ({ ...mail, to: mail.to.slice(0, 200) })),
  },
  {
    name: "writes a header field Bcc where several stand in bcc",
    aimedAt: "bcc-hidden",
    Backend: handing((mail, { message: { bcc } }) => {
      const field = bcc.length < 2 ? "" : `Bcc: ${bcc.join(", ")}\r\n`;
      return { ...mail, octets: () => Buffer.concat([Buffer.from(field), mail.octets()]) };
    }),
  },
  {
    name: "drops the names of those in cc",
    aimedAt: "names",
    Backend: redrafting((copy) => {
      copy.cc = copy.cc.map((mailbox) => /<([^<>]*)>$/.exec(mailbox)?.[1] ?? mailbox);
    }),
  },
  { name: "hides that one of several recipients was refused", aimedAt: "refused-beside", Backend: HidingRefusal },
  {
    name: "calls a message refused that another recipient got",
    aimedAt: "refused-beside",
    Backend: RefusingWhatLeft,
  },
];
