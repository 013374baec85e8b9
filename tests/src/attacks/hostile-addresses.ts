import { expect } from "vitest";
import { type Attack, refused, sent } from "./attack.ts";
import type { Given } from "./given.ts";
import { bodiesOf } from "./wire-part.ts";

const LONG = "a".repeat(65);

/** What is not exactly one mailbox (RFC 5322, 3.4), or could be taken for another one. */
const MALFORMED: readonly string[] = [
  // Several, or none
  "to@example.com, victim@evil.test",
  "to@example.com; victim@evil.test",
  "to@example.com victim@evil.test",
  "to@example.com,",
  ",to@example.com",
  "to@example.com;",
  "   ",
  "\t",
  "<>",
  "Ada <>",
  '"Ada"',
  "@",
  "undisclosed-recipients:;",
  "friends: to@example.com, victim@evil.test;",
  "friends:to@example.com;",
  "<to@example.com>, <victim@evil.test>",
  "Ada <to@example.com> <victim@evil.test>",
  "Ada <to@example.com>, Eve <victim@evil.test>",
  "Ada <to@example.com>Eve",
  "victim@evil.test <to@example.com>",
  "to@example.com <victim@evil.test>",
  "Doe, Jane <to@example.com>",
  "Ada (victim@evil.test) <to@example.com>",
  "mailto:to@example.com",
  // Parts that are missing or malformed
  "to@",
  "@example.com",
  ".to@example.com",
  "to.@example.com",
  "to..x@example.com",
  "to@example..com",
  "to@.example.com",
  "to@example.com.",
  "to@-example.com",
  "to@example-.com",
  "to@exam_ple.com",
  "to@exam ple.com",
  "to@exam/ple.com",
  "to@exam%41ple.com",
  "to@example.com:25",
  "to@example.com/path",
  "to@example.com?x",
  "to@user:pass@example.com",
  "to@@example.com",
  "to@victim@evil.test",
  'to"@example.com',
  '"to@example.com',
  '"to"x@example.com',
  'x"to"@example.com',
  '"a"."b"@example.com',
  '"to\\"@example.com',
  "to\\@example.com",
  "to(comment)@example.com",
  "to@(victim@evil.test)example.com",
  "(victim@evil.test)to@example.com",
  "<@evil.test:to@example.com>",
  "<to@example.com",
  "to@example.com>",
  "to@[127.0.0.1",
  "to@127.0.0.1]",
  "to@[127.0.0.1]x",
  "to@[x y]",
  // Too long (RFC 5321, 4.5.3.1)
  `${LONG}@example.com`,
  `"${LONG}"@example.com`,
  `${"é".repeat(33)}@example.com`,
  `to@${"a".repeat(64)}.com`,
  `to@${`${"a".repeat(60)}.`.repeat(5)}com`,
  `to@${"é".repeat(60)}.com`,
  // Encoded-words, which a reader may decode into another address
  "=?utf-8?q?victim=40evil.test=2C?=@example.com",
  "=?utf-8?b?dmljdGltQGV2aWwudGVzdA==?=@example.com",
  "to@=?utf-8?q?evil=2Etest?=",
  '"=?utf-8?q?victim=40evil.test?="@example.com',
  "=?utf-8?q?victim=40evil.test=3E?=",
  // What maps to other letters, to several labels or to nothing (UTS 46)
  "to@ｅxample.com",
  "to@example。com",
  "to@example．com",
  "to@exam\u00adple.com",
  "to@example.com\u200b",
  "to@example\u2060.com",
  "to@example.com\ufeffx",
  "to@\u200bexample.com",
  "to@\u202eexample.com",
  "to@évil\u200d.test",
  "to@xn--é.com",
  "to@①②③.com",
  "to@℀.com",
  "to@exa\u2100mple.com",
  "to@例え\u3002テスト",
  "to@é@evil.test",
  "to@é/evil.test",
  "to@é:25",
  "to@é#x",
  "to@é?x",
  "to@é\\evil",
  "to@é%2eevil.test",
  // Characters that nobody sees, or that turn what is around them
  "to\u202e@example.com",
  "to\u200b@example.com",
  "to\u2066x@example.com",
  "to\u200f@example.com",
  "to\ufeffx@example.com",
  "to\u00ad@example.com",
  "to\u0090@example.com",
  "to\u00a0x@example.com",
  "to\u3000x@example.com",
  "to\uffffx@example.com",
  "to\u{e0041}@example.com",
  "to\ue000@example.com",
  // Halves of surrogate pairs
  "to\ud800@example.com",
  '"\udc00" <to@example.com>',
  "to@\ud800.com",
];

/** What is one mailbox, though it does not look like it, and whom it goes to. */
const LEGAL: readonly (readonly [mailbox: string, address: string])[] = [
  ['"xclow3n@gmail.com x"@internal.example.com', '"xclow3n@gmail.com x"@internal.example.com'],
  ['"victim@evil.test"@example.com', '"victim@evil.test"@example.com'],
  ['"a\\"@evil.test, b"@example.com', '"a\\"@evil.test, b"@example.com'],
  ['"<victim@evil.test>"@example.com', '"<victim@evil.test>"@example.com'],
  ['"a, b"@example.com', '"a, b"@example.com'],
  ['"a\\\\"@example.com', '"a\\\\"@example.com'],
  ['"victim@evil.test" <ada@example.com>', "ada@example.com"],
  ['"<victim@evil.test>," <ada@example.com>', "ada@example.com"],
  ['"a\\" <victim@evil.test>, \\"b" <ada@example.com>', "ada@example.com"],
  ['"=?utf-8?q?victim=40evil.test?=" <ada@example.com>', "ada@example.com"],
  ["=?utf-8?q?victim=40evil.test?= <ada@example.com>", "ada@example.com"],
  ["to%evil.test@example.com", "to%evil.test@example.com"],
  ["evil.test!to@example.com", "evil.test!to@example.com"],
  ["|/bin/sh@example.com", "|/bin/sh@example.com"],
  ["-oQ/tmp@example.com", "-oQ/tmp@example.com"],
  ["`id`@example.com", "`id`@example.com"],
  ["to@xn--80ak6aa92e.com", "to@xn--80ak6aa92e.com"],
  ["to@еxample.com", "to@xn--xample-2of.com"],
  ["to@[127.0.0.1]", "to@[127.0.0.1]"],
  ["to@[IPv6:::1]", "to@[IPv6:::1]"],
  ["to@127.0.0.1", "to@127.0.0.1"],
  ["to@1.2.3", "to@1.2.3"],
  ["to@0x7f.1", "to@0x7f.1"],
  ["root", "root"],
  ["TO@EXAMPLE.COM", "TO@EXAMPLE.COM"],
  ["Zoë@example.com", "Zoë@example.com"],
  ["to\u560d\u560a@example.com", "to\u560d\u560a@example.com"],
  [" \t<ada@example.com> ", "ada@example.com"],
];

/** Where a mailbox can stand: what is given, the field of the header, and the envelope. */
interface Field {
  given(mailbox: string): Given;
  readonly header: string | undefined;
  envelope(address: string): { readonly from?: string; readonly to?: readonly string[] };
}

const FIELDS: Readonly<Record<string, Field>> = {
  fromEmail: { given: (fromEmail) => ({ fromEmail }), header: "From", envelope: (from) => ({ from }) },
  to: { given: (to) => ({ to: [to] }), header: "To", envelope: (to) => ({ to: [to] }) },
  cc: { given: (cc) => ({ cc: [cc] }), header: "Cc", envelope: (cc) => ({ to: ["to@example.com", cc] }) },
  bcc: { given: (bcc) => ({ bcc: [bcc] }), header: undefined, envelope: (bcc) => ({ to: ["to@example.com", bcc] }) },
  replyTo: { given: (replyTo) => ({ replyTo: [replyTo] }), header: "Reply-To", envelope: () => ({}) },
};

/** Mailboxes that a parser can be brought to repair, to split or to misread. */
export function hostileAddresses(): readonly Attack[] {
  return Object.entries(FIELDS).flatMap(([place, { given, header, envelope }]) => [
    ...MALFORMED.map((mailbox) => refused(`${JSON.stringify(mailbox)} as ${place}`, given(mailbox), "BadAddressError")),
    ...LEGAL.map(([mailbox, address]) =>
      sent(`${JSON.stringify(mailbox)}, which is ${address}, as ${place}`, given(mailbox), {
        ...envelope(address),
        reads({ wire }) {
          expect(bodiesOf(wire, "Bcc")).toEqual([]);
          if (header === undefined) return expect(wire.fields.join("\n")).not.toContain(address);
          const [body = ""] = bodiesOf(wire, header);
          expect(
            body === address || body === `<${address}>` || body.endsWith(` <${address}>`),
            `${header}: ${body}`,
          ).toBe(true);
        },
      }),
    ),
  ]);
}
