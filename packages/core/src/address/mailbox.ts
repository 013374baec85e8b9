import { controlCharacter } from "../control-character.ts";
import { describe } from "../describe.ts";
import { BadAddressError, BadHeaderError } from "../errors.ts";
import { hostnameOf, NON_ASCII, toAsciiDomain } from "./idna.ts";

/** A mailbox (RFC 5322, 3.4): a bare address, and the name that people see. */
export interface Mailbox {
  readonly name?: string;
  /** The addr-spec, its domain in A-labels. */
  readonly address: string;
}

/** RFC 5321, 4.5.3.1.1. */
const LOCAL_PART_OCTETS = 64;
/** RFC 5321, 4.5.3.1.3, less the angle brackets of the path. */
const ADDRESS_OCTETS = 254;

// atext (RFC 5322, 3.2.3) and, as RFC 6532, 3.2 extends it, every non-ASCII character.
const DOT_ATOM = /^[\w!#$%&'*+/=?^`{|}~\-\u0080-\u{10ffff}]+(?:\.[\w!#$%&'*+/=?^`{|}~\-\u0080-\u{10ffff}]+)*$/u;
const SNUM = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
// address-literal (RFC 5321, 4.1.3), without the tags that nobody registered, and the zeros that some take for octal
const DOMAIN_LITERAL = new RegExp(`^\\[(?:${SNUM}(?:\\.${SNUM}){3}|IPv6:[0-9a-f:.]{2,45})\\]$`, "i");
// What nobody sees, or is no text: an address with it is another than the one that is read.
const UNSEEN = /(?![\0-\x7f])[\p{Cc}\p{Cf}\p{Co}\p{Z}\p{Noncharacter_Code_Point}]/u;
/** What tells a list, or a second mailbox, from one that is malformed. */
const SEVERAL = /[,;<>]/;
const DOMAIN_LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;

/** So short that no limit on a part of an address can be passed. */
const PLAIN_LENGTH = 64;
const ADDRESS = "[\\w+-]+(?:\\.[\\w+-]+)*@[a-z0-9]+(?:[.-][a-z0-9]+)*";
// Letters beyond ASCII that are written in one unit, so that none is half of a pair; neither controls nor separators
const LETTERS = "\\u00a1-\\u167f\\u1681-\\u1fff\\u2030-\\u205e\\u2070-\\u2fff\\u3001-\\ud7ff\\uf900-\\ufefe";
const WORDS = `[\\w${LETTERS}-]+(?: [\\w${LETTERS}-]+)*`;
// `Name <address>`, `"Any name" <address>` or an address
const PLAIN = new RegExp(`^(?:(?:(${WORDS})|"([ !#-[\\]-~${LETTERS}]+)") <(${ADDRESS})>|(${ADDRESS}))$`, "i");

/**
 * The one mailbox that `text` holds, such as `fred@example.com` or `"Fred" <fred@example.com>`.
 * Surrounding white space is dropped; nothing else is repaired.
 *
 * @param text - exactly one mailbox
 * @param field - what the value is called in an error, such as `to`
 * @throws BadHeaderError if it holds a control character
 * @throws BadAddressError if it is anything but one mailbox
 */
export function parseMailbox(text: string, field = "address"): Mailbox {
  return parsePlain(text) ?? parseAny(text, field);
}

/** What nearly every mailbox looks like, taken apart at once; undefined for what needs a closer look. */
function parsePlain(text: string): Mailbox | undefined {
  if (typeof text !== "string" || text.length > PLAIN_LENGTH) return undefined;
  const [, name, quoted, bracketed, bare] = PLAIN.exec(text) ?? [];
  if (bare !== undefined) return { address: bare };
  return bracketed === undefined ? undefined : { name: name ?? quoted ?? "", address: bracketed };
}

function parseAny(text: string, field: string): Mailbox {
  if (typeof text !== "string") {
    throw new TypeError(`${field} must be made of strings, each one mailbox; got ${describe(text)}.`);
  }
  if (controlCharacter(text) !== undefined) {
    throw new BadHeaderError(
      `${field} must not contain line breaks or other control characters; got ${describe(text)}.`,
    );
  }
  if (!text.isWellFormed()) throw bad(field, text, "it holds half of a surrogate pair");
  const value = text.trim();
  if (value === "") throw bad(field, text, "it is empty");

  const open = value.indexOf("<", value.lastIndexOf(">") + 1);
  if (open !== -1 && !value.slice(0, open).includes('"')) throw bad(field, text, "its < is not closed by >");
  if (!value.endsWith(">")) return { address: parseAddress(value, field, text) };

  const { name, rest } = splitName(value, field, text);
  const address = parseAddress(rest.slice(1, -1), field, text);
  return name === "" ? { address } : { name, address };
}

/** `name <address>` taken apart: the name without its quotes, and the rest from its `<` on. */
function splitName(value: string, field: string, text: string): { name: string; rest: string } {
  if (value.startsWith('"')) {
    const { content, end } = quotedString(value, field, text);
    const rest = value.slice(end).trimStart();
    if (!rest.startsWith("<")) throw bad(field, text, "a quoted name must be followed by <address>");
    return { name: content, rest };
  }
  const open = value.indexOf("<");
  const name = value.slice(0, Math.max(open, 0)).trim();
  // specials (RFC 5322, 3.2.3) need quotes; a full stop is common in names and obs-phrase allows it.
  const special = /[()<>[\]:;@\\,"]/.exec(name);
  if (special)
    throw bad(
      field,
      text,
      `a name with ${special[0]} stands in double quotes, which formatMailbox(name, address) writes`,
    );
  return { name, rest: value.slice(open) };
}

/** The quoted-string (RFC 5322, 3.2.4) at the start of `value`: its meaning, and where it ends. */
function quotedString(value: string, field: string, text: string): { content: string; end: number } {
  for (let index = 1; index < value.length; index += 1) {
    const character = value[index];
    if (character === "\\") index += 1;
    else if (character === '"') return { content: value.slice(1, index).replace(/\\(.)/gsu, "$1"), end: index + 1 };
  }
  throw bad(field, text, "a double quote is not closed");
}

function parseAddress(value: string, field: string, text: string): string {
  let localPart: string;
  let rest: string;
  if (value.startsWith('"')) {
    const { end } = quotedString(value, field, text);
    localPart = value.slice(0, end);
    rest = value.slice(end);
    if (rest === "") throw bad(field, text, "a name is no address; it is followed by <address>");
    if (!rest.startsWith("@")) throw bad(field, text, "it is not exactly one address");
    // RFC 5321, 4.1.2: SMTP knows no other blank in quotes, where a line could be folded.
    if (localPart.includes("\t")) throw bad(field, text, "its local part holds a tab");
  } else {
    const at = value.indexOf("@");
    localPart = at === -1 ? value : value.slice(0, at);
    rest = at === -1 ? "" : value.slice(at);
    if (!DOT_ATOM.test(localPart)) {
      throw bad(
        field,
        text,
        SEVERAL.test(value)
          ? "it is more than one mailbox; give each its own list element"
          : "its local part is malformed",
      );
    }
  }
  const domain = rest === "" ? "" : parseDomain(rest.slice(1), field, text);
  // RFC 2047, 5 (3): no encoded-word stands in an addr-spec, and a reader that decodes one would see another address.
  if (localPart.includes("=?")) throw bad(field, text, "its local part looks like an encoded-word");
  if (UNSEEN.test(localPart)) throw bad(field, text, "its local part holds a character that is not seen");
  // A name in the place of an address would pass for one.
  if (rest === "" && NON_ASCII.test(localPart))
    throw bad(field, text, "it has no @, which only an ASCII mailbox can lack");
  const octets = NON_ASCII.test(localPart) ? new TextEncoder().encode(localPart).length : localPart.length;
  if (octets > LOCAL_PART_OCTETS) throw bad(field, text, `its local part is longer than ${LOCAL_PART_OCTETS} octets`);
  const address = rest === "" ? localPart : `${localPart}@${domain}`;
  if (octets + 1 + domain.length > ADDRESS_OCTETS) throw bad(field, text, `it is longer than ${ADDRESS_OCTETS} octets`);
  return address;
}

function parseDomain(value: string, field: string, text: string): string {
  if (value.startsWith("[")) {
    if (!isAddressLiteral(value)) throw bad(field, text, "its domain literal is malformed");
    return value;
  }
  if (value.length > ADDRESS_OCTETS) throw bad(field, text, `it is longer than ${ADDRESS_OCTETS} octets`);
  const domain = toAsciiDomain(value);
  if (domain === undefined || !domain.split(".").every((label) => label.length <= 63 && DOMAIN_LABEL.test(label))) {
    throw bad(
      field,
      text,
      SEVERAL.test(value) ? "it is more than one mailbox; give each its own list element" : "its domain is malformed",
    );
  }
  return domain;
}

function isAddressLiteral(literal: string): boolean {
  if (!DOMAIN_LITERAL.test(literal)) return false;
  const [, ipv6] = /^\[IPv6:(.*)\]$/i.exec(literal) ?? [];
  return ipv6 === undefined || hostnameOf(`[${ipv6}]`) !== undefined;
}

function bad(field: string, text: string, reason: string): BadAddressError {
  return new BadAddressError(
    `${field} must be exactly one mailbox such as "Ada <ada@example.com>"; got ${describe(text)}: ${reason}.`,
  );
}
