import { domainToASCII } from "node:url";
import { headerText } from "./header-text.mjs";

const LOCAL_PARTS = ["ada", "a.b.c", "plus+tag", "x", "o'neil", "!#$%&'*+/?=^_`{|}~-", "a=b", "_", "1", "A.B-C"];
const QUOTED = ["a b", "a@b", "a,b", 'a\\"b', "a\\\\b", "<x>", "a..b", ".", "(c)", "x;y:z"];
const BEYOND_ASCII = ["grüße", "用户", "юзер", "δοκιμή"];
const DOMAINS = [
  "example.com",
  "sub.sub.example.org",
  "EXAMPLE.net",
  "a-b.example",
  "localhost",
  "1.2.example",
  "xn--exmple-cua.de",
];
const INTERNATIONAL = ["exämple.de", "例え.jp", "пример.рф", "مثال.إختبار", "straße.example", "δοκιμή.gr"];
const LITERALS = ["[192.0.2.1]", "[IPv6:2001:db8::1]"];
const NAMES = ["Ada Lovelace", "Bob", "Zoë Müller", "山田太郎", "Пётр Ильич", "محمد", "J R R Tolkien", "Ñandú"];

/** A mailbox as it is given, and what readers are to find: `{ given, name, address }`. */
export function mailbox(random, { mayBeUtf8 = false } = {}) {
  const isUtf8 = mayBeUtf8 && random.chance(0.5);
  const { given: givenAddress, address } = randomAddress(random, isUtf8);
  const { given: givenName, name } = randomName(random);
  const angled = random.chance(0.1) ? `  ${givenName}   <${givenAddress}> ` : `${givenName} <${givenAddress}>`;
  return { given: givenName === "" && random.chance(0.9) ? givenAddress : angled, name, address };
}

function randomName(random) {
  return random.weighted([
    [4, () => ({ given: "", name: "" })],
    [4, () => unquoted(random.pick(NAMES))],
    [5, () => quoted(headerText(random, 6))],
    [1, () => unquoted("Dr. A. Dotted Jr.")],
    [1, () => unquoted("many   blanks   within")],
  ])();
}

function unquoted(name) {
  return { given: name, name };
}

function quoted(name) {
  return { given: `"${name.replace(/["\\]/g, "\\$&")}"`, name };
}

function randomAddress(random, isUtf8) {
  const local = localPart(random, isUtf8);
  const domain = random.weighted([
    [10, () => random.pick(DOMAINS)],
    [3, () => random.pick(INTERNATIONAL)],
    [1, () => random.pick(LITERALS)],
    [1, () => `${random.word(63).replace(/^./, "a")}.example`],
    // Only a plain mailbox can lack its domain.
    [isUtf8 || local.startsWith('"') ? 0 : 1, () => undefined],
  ])();
  if (domain === undefined) return { given: local, address: local };
  const ascii = domain.startsWith("[") ? domain : domain.split(".").map(aLabel).join(".");
  return { given: `${local}@${domain}`, address: `${local}@${ascii}` };
}

function aLabel(label) {
  return /^[\0-\x7f]*$/.test(label) ? label : domainToASCII(label);
}

function localPart(random, isUtf8) {
  if (isUtf8) return random.pick(BEYOND_ASCII) + random.pick(["", ".x", "+y"]);
  return random.weighted([
    [10, () => random.pick(LOCAL_PARTS) + random.pick(["", "", random.word(4)])],
    [1, () => `"${random.pick(QUOTED)}"`],
    [1, () => random.word(64)],
  ])();
}
