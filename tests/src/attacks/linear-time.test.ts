import { configureMail } from "@posthorn/core";
import { MimePart } from "@posthorn/core/mime";
import { afterEach, describe, expect, test } from "vitest";
import { type Given, messageOf } from "./given.ts";

/** How often a measurement is made again before it counts: a busy machine is no failure. */
const TRIES = 3;

/** The least time that a call took in a few tries, or in the first that is short enough. */
function leastMs(call: () => unknown, enough: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < TRIES && least >= enough; attempt += 1) {
    const begun = performance.now();
    try {
      call();
    } catch (error) {
      expect((error as Error).name).toMatch(
        /^(?:BadAddressError|BadHeaderError|ConfigurationError|InvalidMessageError|Unsupported(?:Encoding|Feature)Error)$/,
      );
    }
    least = Math.min(least, performance.now() - begun);
  }
  return least;
}

/** Parses a mailbox, and does nothing else. */
function parse(mailbox: string): void {
  configureMail({ defaultFromEmail: mailbox });
}

afterEach(() => configureMail({}));

const KILO = 1000;
/** The longest address list element that the goal speaks of. */
const LENGTH = 100 * KILO;
const ADDRESS_MS = 50;

/** Text of about that length, made of a piece again and again. */
const filled = (piece: string, length: number): string =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

/** What a parser that goes back, or forward, over and over would not come to the end of. */
const PIECES: readonly string[] = [
  '"',
  "\\",
  '\\"',
  '"\\',
  ".",
  "a.",
  "..",
  "@",
  "a@",
  "a@b.",
  "<",
  ">",
  "<>",
  "><",
  "<a@b>",
  ",",
  "a,",
  " ",
  "\t ",
  "a ",
  " .",
  "(",
  ")",
  "()",
  "(a",
  "(\\",
  "[",
  "]",
  "[]",
  ":",
  ";",
  "g:",
  "g:;",
  "-",
  "a-",
  "-.",
  "a",
  "aA1",
  "é",
  "é.",
  "é@",
  "例え.",
  "xn--",
  "xn--a.",
  "\u0301",
  "e\u0301",
  "\u{1f600}",
  "\u200b",
  "\ud800",
  "=?",
  "?=",
  "=?utf-8?q?a?=",
  "%",
  "!",
  "\0",
  "\r\n ",
];

/** Where the pieces stand in a mailbox. */
const FRAMES: Readonly<Record<string, (filling: string) => string>> = {
  alone: (filling) => filling,
  "before the @": (filling) => `${filling}@example.com`,
  "behind the @": (filling) => `a@${filling}`,
  "in the domain": (filling) => `a@${filling}.com`,
  "in a quoted local part": (filling) => `"${filling}"@example.com`,
  "in a quoted local part that does not end": (filling) => `"${filling}@example.com`,
  "in a literal": (filling) => `a@[${filling}]`,
  "in a name": (filling) => `${filling} <a@example.com>`,
  "in a quoted name": (filling) => `"${filling}" <a@example.com>`,
  "in a quoted name that does not end": (filling) => `"${filling} <a@example.com>`,
  "in the angle brackets": (filling) => `Ada <${filling}>`,
  "behind the mailbox": (filling) => `Ada <a@example.com>${filling}`,
};

describe.each(Object.entries(FRAMES))(
  "an address list element of 100,000 characters with a filling %s",
  (_name, frame) => {
    test(`is taken or refused in less than ${ADDRESS_MS} ms, whichever of ${PIECES.length} it is`, () => {
      const slow = PIECES.flatMap((piece) => {
        const mailbox = frame(filled(piece, LENGTH));
        const ms = leastMs(() => parse(mailbox), ADDRESS_MS);
        return ms < ADDRESS_MS ? [] : [`${JSON.stringify(piece)}: ${ms.toFixed(0)} ms`];
      });
      expect(slow).toEqual([]);
    });

    test("takes time that grows with its length", () => {
      const steep = PIECES.flatMap((piece) => {
        const ms = (length: number): number => leastMs(() => parse(frame(filled(piece, length))), 0.5);
        const [short, long] = [ms(LENGTH / 4), ms(LENGTH)];
        // A fourfold length takes at most 1.2 times of fourfold time; what is over in a blink measures the clock.
        return long < 5 || long < 4 * 1.2 * 2 * short ? [] : [`${JSON.stringify(piece)}: ${short} and ${long} ms`];
      });
      expect(steep).toEqual([]);
    });
  },
);

test("a list of 100,000 characters in a header is split in less than a second", () => {
  for (const piece of PIECES) {
    const ms = leastMs(() => messageOf({ headers: { To: filled(piece, LENGTH) } }).message(), 1000);
    expect(ms, JSON.stringify(piece)).toBeLessThan(1000);
  }
});

const MEGA = 1_000_000;

/** What becomes a header, or is read as one, beside addresses. */
const VALUES: Readonly<Record<string, (filling: string) => Given>> = {
  "the subject": (subject) => ({ subject }),
  "a header": (text) => ({ headers: { "X-Tag": text } }),
  "the name of a header": (name) => ({ headers: { [name]: "v" } }),
  References: (text) => ({ headers: { References: `<${text}>` } }),
  "the name of a file": (name) => ({ attachments: [[name, "x", "text/plain"]] }),
  "a media type": (type) => ({ attachments: [["a", "x", type]] }),
  "a media type behind its slash": (type) => ({ attachments: [["a", "x", `text/${type}`]] }),
  "the parameters of a media type": (text) => ({ attachments: [["a", "x", `text/plain;${text}`]] }),
  "a quoted parameter of a media type": (text) => ({ attachments: [["a", "x", `text/plain; x="${text}"`]] }),
  "a quoted parameter that does not end": (text) => ({ attachments: [["a", "x", `text/plain; x="${text}`]] }),
  "the media type of a version": (type) => ({ alternatives: [["x", type]] }),
  contentSubtype: (contentSubtype) => ({ contentSubtype }),
  encoding: (encoding) => ({ encoding }),
  contentId: (contentId) => ({ attachments: [["a.png", "x", { mimetype: "image/png", contentId }]] }),
  body: (body) => ({ body }),
  html: (html) => ({ html }),
  "a text file": (text) => ({ attachments: [["a.txt", text, "text/plain"]] }),
  "a message": (text) => ({ attachments: [["m.eml", text, "message/rfc822"]] }),
};

const FILLINGS = [
  "a",
  " ",
  "\t",
  "a ",
  " a",
  ";",
  "; a=b",
  '"',
  "\\",
  '\\"',
  "=",
  "=?",
  "é",
  "€ ",
  "\u{1f600}",
  "\n",
  "\r\n.",
  "%41",
  "/",
  "--",
  "\r",
];

/** Those of them that are written in the ways that there are: as it is, as encoded-words of either kind, in quotes. */
const OF_MEGABYTES = ["a ", "é", "\t", "\\"];

describe.each(Object.entries(VALUES))("%s", (_name, given) => {
  test.each([
    [LENGTH, FILLINGS],
    [MEGA, OF_MEGABYTES],
  ] as const)("of %i characters is written or refused in less than a second", (length, pieces) => {
    const slow = pieces.flatMap((piece) => {
      const ms = leastMs(
        () =>
          messageOf(given(filled(piece, length)))
            .message()
            .toBytes(),
        1000,
      );
      return ms < 1000 ? [] : [`${JSON.stringify(piece)}: ${ms.toFixed(0)} ms`];
    });
    expect(slow).toEqual([]);
  });
});

test("a boundary is looked for in less than a second, whatever the parts are", () => {
  for (const piece of ["-", "--", "\n-", "\n--", "\n--a", "\n--=_"]) {
    const content = [new MimePart({ contentType: "text/plain", content: filled(piece, MEGA) })];
    const boundary = `${"-".repeat(60)}b`;
    const ms = leastMs(() => new MimePart({ contentType: `multipart/mixed; boundary="${boundary}"`, content }), 1000);
    expect(ms, JSON.stringify(piece)).toBeLessThan(1000);
  }
});
