import { bodyText } from "./body-text.mjs";
import { randomCharset } from "./charsets.mjs";
import { expectedOctets, expectedText } from "./expected-part.mjs";
import { fileName } from "./header-text.mjs";
import { madePart } from "./made-parts.mjs";
import { nestedMessage } from "./nested-messages.mjs";
import { randomOctets } from "./octets.mjs";
import { randomStream } from "./streams.mjs";

const BINARY_TYPES = [
  "application/pdf",
  "application/octet-stream",
  "image/png",
  "APPLICATION/X-Odd+Zip",
  "application/vnd.example.very-long-subtype-name-that-is-still-legal-in-a-header+json",
  'application/x-parameters; a="b c"; d=e',
  "audio/mpeg",
];
const TEXT_TYPES = ["text/plain", "text/csv", "text/markdown", "text/html", "text/vcard", "TEXT/Plain"];
const GUESSED = [
  ["report.pdf", "application/pdf"],
  ["photo.JPG", "image/jpeg"],
  ["archive.zip", "application/zip"],
  ["no-ending", "application/octet-stream"],
  ["unknown.ending-of-nothing", "application/octet-stream"],
  [null, "application/octet-stream"],
];

/**
 * An attachment, and the part that readers are to find: `{ given, part }`, where `given` is what `attach()` takes.
 * `isStreamed`, `isOneShot` and `is8bit` tell what the message becomes by it.
 *
 * @param charset - of the message, in which its text attachments are written
 */
export function randomAttachment(random, { charset, depth }) {
  return random.weighted([
    [6, () => binary(random)],
    [3, () => guessed(random)],
    [5, () => text(random, charset)],
    [1, () => textOctets(random)],
    [2, () => data(random)],
    [3, () => streamed(random)],
    [3, () => madePart(random)],
    [depth < 2 ? 2 : 0, () => nestedMessage(random, depth)],
  ])();
}

/** An image that the HTML shows. */
export function inlineImage(random, number) {
  const octets = randomOctets(random);
  const contentId = random.pick([
    `logo-${number}`,
    `img.${number}@example.com`,
    `${random.word(60)}-${number}@${random.word(60)}.example`,
  ]);
  const filename = nameOrNone(random);
  const isStreamed = random.chance(0.2);
  const stream = randomStream(random, octets, "image/png");
  return {
    given: [filename, isStreamed ? stream.content : octets, { mimetype: "image/png", contentId }],
    part: expectedOctets("image/png", octets, { disposition: "inline", filename, contentId: `<${contentId}>` }),
    isStreamed,
    isOneShot: isStreamed && !stream.isRepeatable,
  };
}

/** What a file has besides its content. */
export function file(filename) {
  return { disposition: "attachment", filename };
}

export function nameOrNone(random) {
  return random.chance(0.15) ? null : fileName(random);
}

function binary(random) {
  const octets = randomOctets(random);
  const filename = nameOrNone(random);
  const mimetype = random.pick(BINARY_TYPES);
  return { given: [filename, octets, mimetype], part: expectedOctets(mimetype, octets, file(filename)) };
}

function guessed(random) {
  const octets = randomOctets(random);
  const [filename, type] = random.pick(GUESSED);
  return { given: [filename, octets], part: expectedOctets(type, octets, file(filename)) };
}

function text(random, charset) {
  const isOwn = random.chance(0.4);
  const own = isOwn ? randomCharset(random) : charset;
  const content = bodyText(random, own);
  const filename = nameOrNone(random);
  const mimetype = random.pick(TEXT_TYPES) + (isOwn ? `; charset=${own}` : "");
  return { given: [filename, content, mimetype], part: expectedText(mimetype, content, own, file(filename)) };
}

/** Octets of a text type are text if they are UTF-8, else of no known type. */
function textOctets(random) {
  const filename = nameOrNone(random);
  if (random.chance(0.5)) {
    const content = bodyText(random, "utf-8");
    const given = [filename, new TextEncoder().encode(content), "text/plain; charset=utf-8"];
    return { given, part: expectedText("text/plain", content, "utf-8", file(filename)) };
  }
  const octets = Uint8Array.of(...random.octets(random.between(0, 99)), 0xff);
  const part = expectedOctets("application/octet-stream", octets, file(filename));
  return { given: [filename, octets, "text/plain"], part };
}

/** A string that is no text: its line breaks are data. */
function data(random) {
  const content = bodyText(random, "utf-8");
  const filename = nameOrNone(random);
  const mimetype = random.pick(["application/json", "application/xml", "image/svg+xml"]);
  const part = expectedOctets(mimetype, new TextEncoder().encode(content), file(filename));
  return { given: [filename, content, mimetype], part };
}

function streamed(random) {
  const octets = randomOctets(random);
  const filename = random.chance(0.2) ? null : `${random.word(8)}.unknown-ending`;
  const mimetype = random.pick([...BINARY_TYPES, "text/plain"]);
  const { content, isRepeatable } = randomStream(random, octets, "application/x-of-the-blob");
  const isTypeless = content instanceof Blob && random.chance(0.3);
  return {
    given: isTypeless ? [filename, content] : [filename, content, mimetype],
    part: expectedOctets(isTypeless ? "application/x-of-the-blob" : mimetype, octets, file(filename)),
    isStreamed: true,
    isOneShot: !isRepeatable,
  };
}
