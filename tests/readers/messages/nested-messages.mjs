import { HeaderField, MimePart } from "../posthorn.mjs";
import { expectedPart } from "./expected-part.mjs";
import { madeMessage } from "./made-message.mjs";
import { randomMessage } from "./message.mjs";

const TEXTS_8BIT = [
  ["utf-8", "Grüße\r\n日本語\r\n"],
  ["iso-8859-1", "Gr\u00fc\u00dfe\r\n"],
];

/** A message that is attached: a draft, a tree, or the octets of one. */
export function nestedMessage(random, depth) {
  const filename = random.pick([null, "forwarded.eml", "nachricht für dich.eml"]);
  const { content, message, ...made } = random.weighted([
    [4, () => draft(random, depth)],
    [2, () => tree(random, depth)],
    [2, () => octets(random)],
    [2, () => octets8bit(random)],
  ])();
  const part = { ...expectedPart("message/rfc822", { disposition: "attachment", filename }), message };
  if (content instanceof MimePart && random.chance(0.5)) {
    const disposition = random.pick([null, "inline"]);
    const headers = disposition ? [HeaderField.parameterized("Content-Disposition", disposition, [])] : [];
    const whole = new MimePart({ contentType: "message/rfc822", headers, content: [content] });
    return { given: [whole], part: { ...part, disposition, filename: null }, ...made };
  }
  return { given: [filename, content, "message/rfc822"], part, ...made };
}

function draft(random, depth) {
  const { draft: content, expected, ...made } = randomMessage(random, depth + 1);
  return { content, message: expected, ...made };
}

function tree(random, depth) {
  const { draft, expected, ...made } = random.chance(0.4) ? madeMessage(random) : randomMessage(random, depth + 1);
  return { content: draft.message(), message: expected, ...made };
}

function octets(random) {
  const end = random.pick(["\n", "\r\n"]);
  const body = random.pick(["First\nSecond\n", "No break at the end", "", "\n\n.\nFrom x\n"]).replaceAll("\n", end);
  const text = ["From: A <a@example.com>", "Subject: Kept as it is", "", body].join(end);
  return {
    content: random.chance(0.5) ? text : new TextEncoder().encode(text),
    message: simple("Kept as it is", { type: "text/plain", parameters: {} }, body.replaceAll("\r\n", "\n")),
  };
}

function octets8bit(random) {
  const [charset, text] = random.pick(TEXTS_8BIT);
  const head = `From: A <a@example.com>\r\nSubject: 8bit\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=${charset}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n`;
  return {
    content: Buffer.from(head + text, charset === "utf-8" ? "utf8" : "latin1"),
    message: simple("8bit", { type: "text/plain", parameters: { charset } }, text.replaceAll("\r\n", "\n")),
    is8bit: true,
  };
}

function simple(subject, part, text) {
  return {
    headers: { subject, date: null, messageId: null, others: [], from: [["A", "a@example.com"]] },
    body: { ...part, disposition: null, filename: null, contentId: null, text },
  };
}
