import { EmailMultiAlternatives } from "@posthorn/core";
import { type Attack, sendDraft } from "./attack.ts";
import { messageOf } from "./given.ts";

/** What would be another command, or a parameter of this one, between the angle brackets of MAIL and RCPT (RFC 5321, 4.1.1). */
const ADDRESSES: readonly string[] = [
  "a@example.com>\r\nRCPT TO:<victim@evil.test",
  "a@example.com>\nRCPT TO:<victim@evil.test",
  "a@example.com>\rRCPT TO:<victim@evil.test",
  "a@example.com\r\nDATA",
  "a@example.com\r\nRSET",
  "a@example.com\r\n",
  "\r\na@example.com",
  "a@example.com\0",
  "a\0b@example.com",
  '"a\r\nDATA"@example.com',
  '"a\nDATA"@example.com',
  '"a\\\r\nb"@example.com',
  "a@exam\r\nple.com",
  "a@[127.0.0.1\r\nDATA]",
  "a@example.com> SIZE=0",
  "a@example.com> BODY=8BITMIME RET=FULL ENVID=x",
  "a@example.com> NOTIFY=NEVER ORCPT=rfc822;victim@evil.test",
  "a@example.com SIZE=0",
  "a@example.com ORCPT=rfc822;victim@evil.test",
  "a@example.com\tSIZE=0",
  "<a@example.com> SIZE=0",
  "<a@example.com>SIZE=0",
  "<a@example.com><victim@evil.test>",
  "<a@example.com",
  "a@example.com>",
  "<<a@example.com>>",
  "a<b@example.com",
  "a>b@example.com",
  "a b@example.com",
  "a@b@example.com",
  "a@example.com,victim@evil.test",
  "a@example.com>,<victim@evil.test",
  "<@evil.test:a@example.com>",
  "<@evil.test,@b.test:a@example.com>",
  "a@example.com\u2028RCPT TO:<victim@evil.test>",
  "a@example.com\x85RCPT TO:<victim@evil.test>",
  "\u560d\u560aRCPT TO:<victim@evil.test>@example.com",
  "a@example\u560d\u560a.com>",
  "a@example.com\u{e000d}\u{e000a}",
  "a@exa\u010dmple.com\u010a>",
  "a@[127.0.0.1]> SIZE=0",
  "a@[127.0.0.1>]",
  "a@[IPv6:::1>\tSIZE=0]",
  "a@[x]y",
  "a@[]",
  "a@[",
];

class OverriddenSender extends EmailMultiAlternatives {
  overriding = "";

  override sender(): string {
    return this.overriding;
  }
}

class OverriddenRecipients extends OverriddenSender {
  override sender(): string {
    return "from@example.com";
  }

  override recipients(): string[] {
    return [...super.recipients(), this.overriding];
  }
}

function overridden(draft: OverriddenSender, address: string): EmailMultiAlternatives {
  draft.overriding = address;
  return draft;
}

const PLACES: Readonly<Record<string, (address: string) => EmailMultiAlternatives>> = {
  fromEmail: (address) => messageOf({ fromEmail: address }),
  to: (address) => messageOf({ to: [address] }),
  "to behind another": (address) => messageOf({ to: ["to@example.com", address] }),
  cc: (address) => messageOf({ cc: [address] }),
  bcc: (address) => messageOf({ bcc: [address] }),
  "sender()": (address) => overridden(new OverriddenSender({ to: ["to@example.com"] }), address),
  "recipients()": (address) => overridden(new OverriddenRecipients({ to: ["to@example.com"] }), address),
};

/** Addresses that would say more to a server than an address. */
export function injectedCommands(): readonly Attack[] {
  return Object.entries(PLACES).flatMap(([place, draft]) =>
    ADDRESSES.map((address) => ({
      name: `${JSON.stringify(address)} as ${place}`,
      send: (connect) => sendDraft(draft(address), connect),
      expected: { errors: ["BadAddressError", "BadHeaderError"] },
    })),
  );
}
