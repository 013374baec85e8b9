import { EmailMultiAlternatives } from "../posthorn.mjs";
import { inlineImage, randomAttachment } from "./attachments.mjs";
import { bodyText } from "./body-text.mjs";
import { randomCharset } from "./charsets.mjs";
import { expectedOctets, expectedPart, expectedText } from "./expected-part.mjs";
import { randomHeaders } from "./headers.mjs";

const ALTERNATIVES = [
  ["text/html", 6],
  ["text/x-amp-html", 1],
  ["text/calendar; method=REQUEST", 1],
  ["text/watch-html", 1],
  ["text/enriched", 1],
  ["application/x-alternative", 1],
];
const SUBTYPES = ["plain", "plain", "plain", "plain", "html", "x-own", "markdown"];

/**
 * A draft, and the message that readers are to find: `{ draft, expected }`. `isStreamed`, `isOneShot`, `is8bit` and
 * `isUtf8` tell what it becomes by its content; `hidden` are the addresses that no reader may find.
 *
 * @param depth - in how many messages it is nested
 */
export function randomMessage(random, depth = 0) {
  const charset = randomCharset(random);
  const { options, headers, isUtf8, hidden } = randomHeaders(random, depth);
  const contentSubtype = random.pick(SUBTYPES);
  const body = bodyText(random, charset);
  const alternatives = random.chance(0.4) ? randomAlternatives(random, charset) : [];
  const html = alternatives.find(({ part }) => part.type === "text/html");
  const isShown = html !== undefined || random.chance(0.1);
  const images =
    isShown && random.chance(0.4) ? random.list(random.between(1, 3), (at) => inlineImage(random, at)) : [];
  const count = random.weighted([
    [5, 0],
    [3, 1],
    [1, 2],
    [1, 3],
  ]);
  const files = random.list(depth > 1 ? 0 : count, () => randomAttachment(random, { charset, depth }));
  const attached = random.chance(0.5) ? [...images, ...files] : [...files, ...images];

  const draft = new EmailMultiAlternatives({ ...options, body, contentSubtype, encoding: encodingOf(random, charset) });
  for (const { given } of alternatives) {
    if (given[1] === "text/html" && random.chance(0.5)) draft.html = given[0];
    else draft.attachAlternative(...given);
  }
  for (const { given } of attached) draft.attach(...given);

  const text = expectedText(`text/${contentSubtype}`, body, charset);
  const isLeftOut = body === "" && alternatives.length + attached.length > 0;
  const expected = {
    headers,
    body: withoutOthers(bodyOf({ text: isLeftOut ? undefined : text, alternatives, images, attached })),
  };
  return {
    draft,
    expected,
    isStreamed: attached.some(({ isStreamed }) => isStreamed),
    isOneShot: attached.some(({ isOneShot }) => isOneShot),
    is8bit: attached.some(({ is8bit }) => is8bit),
    isUtf8,
    hidden: [...hidden, ...attached.flatMap(({ hidden = [] }) => hidden)],
  };
}

/** multipart/mixed of the body and files, multipart/alternative of the versions, multipart/related of the HTML and images. */
function bodyOf({ text, alternatives, images, attached }) {
  const others = alternatives.map(({ part }) => part);
  const versions = text ? [text, ...others] : others;
  const html = versions.findIndex(({ type }) => type === "text/html");
  const isRelated = html !== -1 && images.length > 0;
  if (isRelated) {
    const children = [versions[html], ...attached.filter((item) => images.includes(item)).map(({ part }) => part)];
    versions[html] = { ...expectedPart('multipart/related; type="text/html"'), children };
  }
  const bodies = others.length === 0 ? versions : [{ ...expectedPart("multipart/alternative"), children: versions }];
  const files = attached.filter((item) => !isRelated || !images.includes(item)).map(({ part }) => part);
  if (files.length === 0) return bodies[0];
  return { ...expectedPart("multipart/mixed"), children: [...bodies, ...files] };
}

/** The fields of the uppermost part are the message's. */
function withoutOthers({ others, ...part }) {
  return part;
}

function encodingOf(random, charset) {
  if (charset === "utf-8" && random.chance(0.7)) return null;
  return random.chance(0.2) ? charset.toUpperCase() : charset;
}

function randomAlternatives(random, charset) {
  const chosen = ALTERNATIVES.filter(([, weight]) => random.chance(weight / 8)).map(([mimetype]) => mimetype);
  return chosen.map((mimetype) => alternative(random, mimetype, charset));
}

function alternative(random, mimetype, charset) {
  if (!mimetype.startsWith("text/")) {
    const octets = random.octets(random.between(0, 200));
    return { given: [octets, mimetype], part: expectedOctets(mimetype, octets) };
  }
  const text = mimetype === "text/html" ? `<p>${bodyText(random, charset)}</p>` : bodyText(random, charset);
  return { given: [text, mimetype], part: expectedText(mimetype, text, charset) };
}
