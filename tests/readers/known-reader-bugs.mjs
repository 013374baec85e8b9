import { decodeWords } from "postal-mime";

/** What Unicode keeps for itself, and never gives a meaning. */
const NONCHARACTER = /\p{Noncharacter_Code_Point}/gu;
/** What Python splits words at, and blanks that are more than a single one between words. */
const SPACE = /[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
const ODD_BLANK = new RegExp(`^${SPACE.source}|${SPACE.source}$|${SPACE.source}{2}|[^\\S ]`);
/** Longer words of ASCII cannot stand on a line with the name of the field. */
const LONGEST_WORD = 900;
/** Octets 0x80 to 0x9f of windows-1252. */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
/** What a single encoded-word can hold, however little stands before it on its line, has at most so many octets. */
const ONE_WORD = 9;

const mail = (header) => `${header}\r\nMIME-Version: 1.0\r\n\r\nx\r\n`;
const withTo = (to) => mail(`From: a@example.com\r\nTo: ${to}`);
const withSubject = (subject) => mail(`From: a@example.com\r\nSubject: ${subject}`);
const withBody = (type, body) =>
  `From: a@example.com\r\nMIME-Version: 1.0\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${body}\r\n`;
const file = (disposition) =>
  `From: a@example.com\r\nMIME-Version: 1.0\r\nContent-Type: application/x-file\r\nContent-Disposition: ${disposition}\r\n\r\nx\r\n`;

/**
 * Where readers are wrong, and the others agree with what was written. Each is shown on its octets in every run, in which
 * all others find the value. `reads(expected, got)` tells whether the bug explains what the reader got where that was
 * expected, in a place of one of the kinds; it is as narrow as the bug can be told.
 */
export const knownReaderBugs = [
  {
    id: "python-blank-between-words",
    readers: ["python"],
    section: "RFC 2047, 6.2: white space between adjacent encoded-words is ignored, in a phrase too",
    octets: withTo("=?utf-8?q?=C3=A9?= =?utf-8?q?=C3=A8?= <b@example.com>"),
    found: ({ headers }) => headers.to[0][0],
    value: "éè",
    kinds: ["mailbox"],
    reads: ([name], [got]) => isOfWords(name) && Buffer.byteLength(name) > ONE_WORD && hasMoreBlanks(name, got),
  },
  {
    id: "python-blanks-in-word",
    readers: ["python"],
    section: "RFC 2047, 2 and 6.1: an encoded-word stands for its text, blanks included",
    octets: withTo("=?utf-8?q?a__=09_=C3=A9?= <b@example.com>"),
    found: ({ headers }) => headers.to[0][0],
    value: "a  \t é",
    kinds: ["mailbox"],
    reads: ([name], [got]) => isOfWords(name) && ODD_BLANK.test(name) && hasOtherBlanks(name, got),
  },
  {
    id: "postal-mime-decodes-twice",
    readers: ["postal-mime"],
    section:
      "RFC 2231, 4 and RFC 2047, 5: what an extended parameter says is its text; no encoded-word stands in a parameter",
    octets: file("attachment; filename*=utf-8''%3D%3Futf-8%3Fq%3Fx%3F%3D"),
    found: ({ body }) => body.filename,
    value: "=?utf-8?q?x?=",
    kinds: ["filename"],
    reads: (expected, got) =>
      expected?.includes("=?") && [expected, expected.replace(/^\ufeff/, "")].some((name) => got === decodeWords(name)),
  },
  {
    id: "postal-mime-takes-a-mark-away",
    readers: ["postal-mime"],
    section: "RFC 2047, 2: an encoded-word stands for its text; U+FEFF is of it",
    octets: withSubject("=?utf-8?b?77u/YQ==?="),
    found: ({ headers }) => headers.subject,
    value: "\ufeffa",
    kinds: ["subject", "field", "filename", "mailbox"],
    reads: (expected, got) =>
      JSON.stringify(expected).includes("\ufeff") && isSame(withoutMarks(expected), withoutMarks(got)),
  },
  {
    id: "postal-mime-takes-a-mark-of-text-away",
    readers: ["postal-mime"],
    section: "RFC 3629, 6: where the character set is named, U+FEFF is no signature",
    octets: withBody("text/plain; charset=utf-8", "=EF=BB=BFa"),
    found: ({ body }) => body.text,
    value: "\ufeffa\n",
    kinds: ["text"],
    reads: (expected, got, charset) =>
      charset === "utf-8" && expected.startsWith("\ufeff") && got === expected.slice(1),
  },
  {
    id: "node-20-windows-1252",
    readers: ["postal-mime"],
    section:
      "IANA's windows-1252 and the Encoding Standard have 0x80 as U+20AC; the TextDecoder of Node 20 gives U+0080",
    octets: withBody("text/plain; charset=windows-1252", "=80"),
    found: ({ body }) => body.text,
    value: "\u20ac\n",
    kinds: ["text"],
    reads: (expected, got, charset) => charset === "windows-1252" && got === asNode20Reads(expected),
  },
  {
    id: "node-ibm866-controls",
    readers: ["postal-mime"],
    section: "IANA's IBM866 and the Encoding Standard have 0x7F as U+007F; the TextDecoder of Node gives U+001A",
    octets: withBody("text/plain; charset=ibm866", "=7F"),
    found: ({ body }) => body.text,
    value: "\x7f\n",
    kinds: ["text"],
    reads: (expected, got, charset) => charset === "ibm866" && got === expected.replaceAll("\x7f", "\x1a"),
  },
  {
    id: "postal-mime-quotes-in-angle-brackets",
    readers: ["postal-mime"],
    section: "RFC 5322, 3.2.4 and 3.4.1: < and > in a quoted local part end no angle-addr",
    octets: withTo('B <"<x>"@example.com>'),
    found: ({ headers }) => headers.to[0],
    value: ["B", '"<x>"@example.com'],
    kinds: ["mailboxes"],
    reads: (expected) => expected.some(([, local]) => /[<>]/.test(local)),
  },
  {
    // Both have one parser of addresses.
    id: "mailparser-postal-mime-name-like-the-address",
    readers: ["mailparser", "postal-mime"],
    section: "RFC 5322, 3.4: a display-name stands beside its address, also where it says the same",
    octets: withTo('"b@example.com" <b@example.com>'),
    found: ({ headers }) => headers.to[0][0],
    value: "b@example.com",
    kinds: ["mailbox"],
    reads: (expected, got) => isSame(got, withoutOwnName(expected)),
  },
  {
    id: "mailparser-comma-of-a-name",
    readers: ["mailparser"],
    section: "RFC 5322, 3.4: a comma outside quotes separates mailboxes",
    octets: withTo("root, B <b@example.com>"),
    found: ({ headers }) => headers.to,
    value: [
      ["", "root"],
      ["B", "b@example.com"],
    ],
    kinds: ["mailboxes"],
    reads: (expected, got) =>
      isSame(got, withMergedNames(expected)) || isSame(got, withMergedNames(expected).map(withoutOwnName)),
  },
  {
    id: "mailparser-macintosh",
    readers: ["mailparser"],
    section:
      "Apple's table (ROMAN.TXT) and the Encoding Standard have 0xDB as U+20AC and 0xBD as U+03A9, as all others do",
    octets: withBody("text/plain; charset=macintosh", "=DB=BD"),
    found: ({ body }) => body.text,
    value: "\u20ac\u03a9\n",
    kinds: ["text"],
    reads: (expected, got, charset) =>
      charset === "macintosh" && got === expected.replaceAll("\u20ac", "\u00a4").replaceAll("\u03a9", "\u2126"),
  },
  {
    id: "perl-escapes-noncharacters",
    readers: ["perl"],
    section: "RFC 3629, 3: noncharacters are encoded as other characters are",
    octets: withSubject("=?utf-8?b?77+/?="),
    found: ({ headers }) => headers.subject,
    value: "\uffff",
    kinds: ["subject", "field", "filename", "mailbox"],
    reads: (expected, got) => isSame(got, withEscapedNoncharacters(expected)),
  },
  {
    id: "perl-macroman-delete",
    readers: ["perl"],
    section: "IANA's macintosh holds ASCII as it is (RFC 1345)",
    octets: withBody("text/plain; charset=macintosh", "=7F"),
    found: ({ body }) => body.text,
    value: "\x7f\n",
    kinds: ["error"],
    reads: (expected, got) =>
      got.startsWith('MacRoman "\\x7F" does not map') && hasText(expected.body, "macintosh", "\x7f"),
  },
];

/** Whether a name may be written as encoded-words: it is not ASCII, has odd blanks, or its words are long. */
function isOfWords(name) {
  return /[^ -~]|=\?/.test(name) || ODD_BLANK.test(name) || `"${name.replace(/["\\]/g, "\\$&")}"`.length > LONGEST_WORD;
}

function isSame(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

function withoutMarks(value) {
  return Array.isArray(value) ? value.map(withoutMarks) : value?.replaceAll("\ufeff", "");
}

/** Octets 0x80 to 0x9f of windows-1252 as the characters of these numbers. */
function asNode20Reads(text) {
  return text.replace(/[^\0-\xff]/g, (character) => String.fromCharCode(0x80 + WINDOWS_1252.indexOf(character)));
}

/** Whether the other text is this one with blanks between its characters. */
function hasMoreBlanks(text, other) {
  let at = 0;
  for (const unit of other) {
    if (text.startsWith(unit, at)) at += unit.length;
    else if (unit !== " ") return false;
  }
  return text !== other && at === text.length;
}

/** Whether texts differ, and in their blanks alone. */
function hasOtherBlanks(text, other) {
  return text !== other && withoutBlanks(text) === withoutBlanks(other);
}

function withoutBlanks(text) {
  return text.replace(SPACE, "");
}

function withoutOwnName([name, local, domain]) {
  return [name === (domain === null ? local : `${local}@${domain}`) ? "" : name, local, domain];
}

/** Mailboxes without a domain are taken for the beginning of the name behind them. */
function withMergedNames(mailboxes) {
  const merged = [];
  for (const [name, local, domain] of mailboxes) {
    const names = [name];
    while (name !== "" && merged.length > 0 && isBare(merged.at(-1))) names.unshift(merged.pop()[1]);
    merged.push([names.join(", "), local, domain]);
  }
  return merged;
}

function isBare([name, , domain]) {
  return name === "" && domain === null;
}

function withEscapedNoncharacters(value) {
  if (Array.isArray(value)) return value.map(withEscapedNoncharacters);
  return value?.replace(NONCHARACTER, (character) =>
    Array.from(Buffer.from(character), (octet) => `\\x${octet.toString(16).toUpperCase()}`).join(""),
  );
}

function hasText(part, charset, text) {
  if (part.message) return hasText(part.message.body, charset, text);
  if (part.children) return part.children.some((child) => hasText(child, charset, text));
  return part.parameters.charset?.toLowerCase() === charset && part.text.includes(text);
}
