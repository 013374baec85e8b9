import { decodeWords } from "postal-mime";
import { expect } from "vitest";
import { type Attack, sent } from "./attack.ts";
import type { Given } from "./given.ts";
import type { Letter } from "./letter.ts";
import { bodiesOf } from "./wire-part.ts";

/** Text that a reader, a relay or a careless writer could take for something else. */
const TEXTS: readonly string[] = [
  "=?utf-8?Q?hi=0D=0AX-Injected:_pwned?=",
  "=?utf-8?B?aGkNCkJjYzogdmljdGltQGV2aWwudGVzdA==?=",
  "=?iso-8859-1?q?hi=0AX-Injected:_pwned?=",
  "=?utf-7?q?hi+AA0ACg-X-Injected:_pwned?=",
  "=?utf-8*en?q?hi=0D?=",
  "=?UTF-8?q?a?= =?utf-8?q?b?=",
  "a =?utf-8?q?hi=0D?= b",
  "a=?utf-8?q?hi=0D?=b",
  "=?utf-8?q?never ended",
  "=?utf-8?q??=",
  "=??q?x?=",
  "=?",
  "?=",
  "=?=?utf-8?q?a?=?=",
  "=0D=0AX-Injected: pwned",
  "%0d%0aX-Injected: pwned",
  "\\r\\nX-Injected: pwned",
  "&#13;&#10;X-Injected: pwned",
  "\u010d\u010aX-Injected: pwned",
  "\u560d\u560aX-Injected: pwned",
  "\u0d0d\u0a0aX-Injected: pwned",
  "\u{1f60d}\u{1f60a}X-Injected: pwned",
  "\u2424\u240d\u240aX-Injected: pwned",
  "Bcc: victim@evil.test",
  "(comment) <victim@evil.test>",
  '"quoted" \\ and "not',
  "a\tb",
  "a  b",
  "\u0080\u0090\u009f",
  "\u202egnp.exe",
  "a\ufeffb",
  "\ufffd",
  "\uffff",
  "e\u0301".repeat(200),
  "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}".repeat(50),
  "x".repeat(5000),
  "€".repeat(2000),
  `${"x".repeat(997)} ${"y".repeat(997)}`,
  `${" ".repeat(2000)}x`,
  `x${" ".repeat(2000)}y`,
  `x${"\t".repeat(2000)}y`,
];

interface Place {
  given(text: string): Given;
  read(letter: Letter): string | undefined;
}

const header = ({ wire }: Letter): string => decodeWords(bodiesOf(wire, "X-Tag").join());

const PLACES: Readonly<Record<string, Place>> = {
  "the subject": { given: (subject) => ({ subject }), read: ({ email }) => email.subject },
  "a header": { given: (text) => ({ headers: { "X-Tag": text } }), read: header },
  "the name of fromEmail": {
    given: (text) => ({ fromEmail: `${quoted(text)} <from@example.com>` }),
    read: ({ email }) => email.from?.name,
  },
  "the name of a recipient": {
    given: (text) => ({ to: [`${quoted(text)} <to@example.com>`] }),
    read: ({ email }) => email.to?.[0]?.name,
  },
  "the name of replyTo": {
    given: (text) => ({ replyTo: [`${quoted(text)} <reply@example.com>`] }),
    read: ({ email }) => email.replyTo?.[0]?.name,
  },
};

/** Text that must arrive as it was given, wherever it stands. */
export function lookalikes(): readonly Attack[] {
  return Object.entries(PLACES).flatMap(([place, { given, read }]) =>
    TEXTS.map((text, index) =>
      sent(`text ${index + 1} of ${TEXTS.length} as ${place}: ${JSON.stringify(text.slice(0, 40))}`, given(text), {
        reads: (letter) => expect(read(letter)).toBe(text),
      }),
    ),
  );
}

/** quoted-string (RFC 5322, 3.2.4) */
function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
