import { HeaderField, MimePart } from "../posthorn.mjs";
import { bodyText } from "./body-text.mjs";
import { randomCharset } from "./charsets.mjs";
import { expectedOctets, expectedPart, expectedText } from "./expected-part.mjs";
import { fileName, headerText } from "./header-text.mjs";
import { randomOctets } from "./octets.mjs";
import { randomStream } from "./streams.mjs";

const ODD_PARAMETERS = [
  ["x-blank", "a b"],
  ["x-semicolon", "a;b=c"],
  ["x-quote", 'say "hi"'],
  ["x-backslash", "a\\b"],
  ["x-empty", ""],
  ["x-utf8", "grüße/😀"],
  ["x-percent", "100%25'x'y*"],
  ["x-long", "long words of a value ".repeat(8).trim()],
  ["x-case", "MiXed"],
  ["x-parenthesis", "a(b)c"],
  ["x-brackets", "<a@b>"],
];
const BOUNDARIES = ["simple", "a b", "it's", "(x)", "a+b_c,d-e.f/g:h=i?j", "=_x", "x".repeat(60)];
const MULTIPARTS = ["mixed", "related", "alternative", "parallel", "x-own"];

/** A part that is made by hand, seldom a tree of them, with parameters and fields that no attachment has. */
export function madePart(random, depth = 0) {
  const kind = random.weighted([
    [4, text],
    [3, octets],
    [2, stream],
    [depth < 3 ? 2 : 0, multipart],
  ]);
  return kind(random, depth);
}

function text(random) {
  const charset = randomCharset(random);
  const content = bodyText(random, charset);
  const subtype = random.pick(["plain", "x-own", "calendar; method=PUBLISH"]);
  const { fields, found } = randomFields(random);
  const { written, parameters } = withParameters(random, `text/${subtype}`);
  const part = new MimePart({
    contentType: `${written}; charset=${random.pick([charset, charset.toUpperCase()])}`,
    headers: fields,
    content,
    transferEncoding: random.pick([undefined, undefined, "base64", "quoted-printable"]),
  });
  const expected = expectedText(`text/${subtype}`, content, charset, found);
  return { given: [part], part: { ...expected, parameters: { ...expected.parameters, ...parameters } } };
}

function octets(random) {
  const transferEncoding = random.pick([undefined, "base64", "quoted-printable"]);
  const content = random.chance(0.3) ? new TextEncoder().encode(bodyText(random, "utf-8")) : randomOctets(random);
  return made(random, "application/x-made", content, { content, transferEncoding });
}

function stream(random) {
  const octets = randomOctets(random);
  const { content, isRepeatable } = randomStream(random, octets, "");
  return { ...made(random, "application/x-stream", octets, { content }), isStreamed: true, isOneShot: !isRepeatable };
}

function made(random, type, octets, options) {
  const { fields, found } = randomFields(random);
  const { written, parameters } = withParameters(random, type);
  const part = new MimePart({ contentType: written, headers: fields, ...options });
  const expected = expectedOctets(type, octets, found);
  return { given: [part], part: { ...expected, parameters } };
}

function multipart(random, depth) {
  const children = random.list(random.between(1, 3), () => madePart(random, depth + 1));
  const boundary = random.chance(0.5) ? undefined : random.pick(BOUNDARIES) + random.word(6);
  const { fields, found } = randomFields(random);
  const type = `multipart/${random.pick(MULTIPARTS)}`;
  const { written, parameters } = withParameters(random, type);
  const part = new MimePart({
    contentType: boundary === undefined ? written : `${written}; boundary="${boundary}"`,
    headers: fields,
    content: children.map(({ given }) => given[0]),
  });
  return {
    given: [part],
    part: { ...expectedPart(type, found), parameters, children: children.map(({ part }) => part) },
    isStreamed: children.some(({ isStreamed }) => isStreamed),
    isOneShot: children.some(({ isOneShot }) => isOneShot),
  };
}

/** Fields of the part, and what readers are to find in them. */
function randomFields(random) {
  const fields = [];
  const found = { others: [] };
  if (random.chance(0.5)) {
    found.disposition = random.pick(["attachment", "inline"]);
    const isNamed = random.chance(0.7);
    if (isNamed) found.filename = fileName(random);
    const named = isNamed ? [["filename", found.filename]] : [];
    const further = random.chance(0.2) ? [["size", "3"]] : [];
    fields.push(HeaderField.parameterized("Content-Disposition", found.disposition, [...further, ...named]));
  }
  if (random.chance(0.3)) {
    found.contentId = `<${random.word(9)}@example.com>`;
    fields.push(HeaderField.unstructured("Content-ID", found.contentId));
  }
  if (random.chance(0.3)) {
    const description = headerText(random);
    found.others.push(["content-description", description]);
    fields.push(HeaderField.unstructured("Content-Description", description));
  }
  return { fields, found };
}

function withParameters(random, type) {
  const chosen = ODD_PARAMETERS.filter(() => random.chance(0.1));
  const written = chosen.map(([name, value]) => `; ${name}="${value.replace(/["\\]/g, "\\$&")}"`).join("");
  const own = type.includes("method=") ? { method: "PUBLISH" } : {};
  return { written: type + written, parameters: { ...own, ...Object.fromEntries(chosen) } };
}
