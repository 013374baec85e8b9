/** An entry whose outcome is another one on purpose, and is as safe. */
export interface Difference {
  readonly id: string;
  /** What happens instead: it is sent as it is, or refused by this error. */
  readonly does: "sends" | "BadHeaderError" | "BadAddressError" | "InvalidMessageError" | "TypeError";
  /** What it means, where it is sent as the entry says, but means something else. */
  readonly means?: string;
  readonly why: string;
}

const UNICODE_BREAK =
  "U+0085, U+2028 and U+2029 end a line in some readers, and nobody means them in a header: refused by name, as CR and LF are";
const CONTROL =
  "a control character is a BadHeaderError wherever it stands, in an address too (SECURITY.md), as Django's callers expect it";
const COMMENT =
  "a comment (RFC 5322, 3.2.2) in an address is never dropped: each element is exactly one mailbox, and nothing is repaired (design, 4)";
const LITERAL = "an atom (RFC 5322, 3.2.3) means what its server makes of it; RCPT TO has it as it was given";
const PATH =
  "the name stands as it was given, which is what the sender said; a reader must take no path from it (RFC 2183, 2.3)";
const CANONICAL =
  "the canonical line break of text is CRLF (RFC 2046, 4.1.1); a file that must keep its LF is attached as octets of no text";

/** Every difference. */
export const DIFFERENCES: readonly Difference[] = [
  { id: "HDR-055", does: "BadHeaderError", why: UNICODE_BREAK },
  { id: "HDR-058", does: "BadHeaderError", why: UNICODE_BREAK },
  {
    id: "HNAME-012",
    does: "InvalidMessageError",
    why: "a Bcc among the headers is a mistake that would show; refused by name instead of left out in silence",
  },
  { id: "SMTPCMD-001", does: "BadHeaderError", why: CONTROL },
  { id: "SMTPCMD-003", does: "BadHeaderError", why: CONTROL },
  { id: "SMTPCMD-004", does: "BadHeaderError", why: CONTROL },
  { id: "SMTPCMD-010", does: "BadHeaderError", why: CONTROL },
  {
    id: "SMUGGLE-025",
    does: "TypeError",
    why: "there is no option raw: a message that was signed elsewhere is attached, or is a MimePart",
  },
  {
    id: "ADDR-006",
    does: "BadAddressError",
    why: "a name with an @ must be in double quotes (RFC 5322, 3.2.3, specials); refused rather than guessed",
  },
  {
    id: "ADDR-015",
    does: "sends",
    why: "addresses without a domain are legal (design, 3): local delivery, such as root",
  },
  { id: "ADDR-024", does: "BadAddressError", why: COMMENT },
  { id: "ADDR-026", does: "BadAddressError", why: COMMENT },
  { id: "ADDR-031", does: "sends", why: LITERAL },
  { id: "ADDR-032", does: "sends", why: LITERAL },
  { id: "ADDR-033", does: "sends", why: "domain literals are legal (design, 3; RFC 5321, 4.1.3)" },
  { id: "ADDR-036", does: "sends", why: LITERAL },
  { id: "ADDR-037", does: "sends", why: `${LITERAL}; no backend starts a program` },
  {
    id: "ADDR-053",
    does: "sends",
    why: "how many recipients a message has is the server's to limit (RFC 5321, 4.5.3.1.8: 452); it is linear in their number",
  },
  { id: "MIME-008", does: "sends", means: "the name with its path", why: PATH },
  { id: "MIME-009", does: "sends", means: "the name with its path", why: PATH },
  { id: "MIME-010", does: "sends", means: "the name with its path", why: PATH },
  { id: "MIME-011", does: "sends", means: "the name with its path", why: PATH },
  { id: "MIME-012", does: "sends", means: "the name with its path", why: PATH },
  {
    id: "MIME-005",
    does: "sends",
    means: "every parameter of the media type",
    why: "parameters of a media type are kept, since some need them (text/calendar; method=…); a boundary means nothing but to a multipart (RFC 2046, 5.1.1)",
  },
  { id: "SMUGGLE-018", does: "sends", means: "the lines, not their breaks", why: CANONICAL },
  { id: "SMUGGLE-019", does: "sends", means: "the lines, not their breaks", why: CANONICAL },
];
