const LONGEST_LINE = 998;
const LONGEST_HEADER_LINE = 78;
const LONGEST_ENCODED_LINE = 76;
const LONGEST_WORD = 75;
const NON_ASCII = /[^\0-\x7f]/;
const ENCODED_WORD = /=\?([^?\s]*)\?([bq])\?([^?\s]*)\?=/gi;

/**
 * What is wrong with the octets of a message, whatever readers make of them: a list of sentences, each at most once.
 *
 * @param isUtf8 - whether addresses go beyond ASCII; nothing else in a header does
 * @param is8bit - whether a nested message goes beyond ASCII; no other body does
 */
export function wrongOctets(octets, { isUtf8, is8bit, hidden }) {
  const text = octets.toString("latin1");
  const wrong = new Set();
  if (/\r(?!\n)/.test(text)) wrong.add("a bare CR (RFC 5322, 2.3)");
  if (/(?<!\r)\n/.test(text)) wrong.add("a bare LF (RFC 5322, 2.3)");
  if (text.includes("\0")) wrong.add("a NUL (RFC 5321, 2.3.8)");
  if (!text.endsWith("\r\n")) wrong.add("no CRLF at the end");
  if ((isUtf8 || is8bit) && !NON_ASCII.test(text)) wrong.add("ASCII alone, where 8bit is expected");
  for (const address of hidden) if (text.includes(address)) wrong.add(`a hidden recipient, ${address}`);
  const boundaries = [];
  for (const { line, isHeader, encoding } of linesOf(text, boundaries)) {
    if (line.length > LONGEST_LINE) wrong.add("a line of over 998 octets (RFC 5322, 2.1.1)");
    if (!(isHeader ? isUtf8 : is8bit) && NON_ASCII.test(line))
      wrong.add(`octets beyond ASCII in a ${isHeader ? "header" : "body"}: ${line.slice(0, 60)}`);
    if (isHeader) wrongHeaderLine(line, wrong);
    else if (encoding !== undefined && line.length > LONGEST_ENCODED_LINE)
      wrong.add(`a line of over 76 octets in ${encoding} (RFC 2045, 6.7 and 6.8)`);
  }
  if (new Set(boundaries).size < boundaries.length) wrong.add("a boundary that two multiparts have (RFC 2046, 5.1.2)");
  return [...wrong];
}

function wrongHeaderLine(line, wrong) {
  const [, start] = /^([!-9;-~]+:(?: |$)|[ \t]+)/.exec(line) ?? [];
  if (start === undefined) {
    wrong.add(`a header line that is none: ${line.slice(0, 100)}`);
    return;
  }
  const rest = line.slice(start.length);
  if (/^[ \t]*$/.test(line)) wrong.add("a header line of blanks (RFC 5322, 3.2.2)");
  // RFC 6532, 3.4: these limits are of characters.
  const { length } = Buffer.from(line, "latin1").toString();
  if (length > LONGEST_HEADER_LINE && /[ \t]/.test(rest))
    wrong.add(`a header line of over 78 characters that could be folded (RFC 5322, 2.1.1): ${line.slice(0, 60)}`);
  for (const [word, charset, encoding, payload] of rest.matchAll(ENCODED_WORD)) {
    if (word.length > LONGEST_WORD) wrong.add("an encoded-word of over 75 characters (RFC 2047, 2)");
    if (length > LONGEST_ENCODED_LINE) wrong.add("an encoded-word on a line of over 76 characters (RFC 2047, 2)");
    if (charset.toLowerCase() !== "utf-8") wrong.add(`an encoded-word in ${charset}`);
    if (!isWhole(encoding.toLowerCase(), payload))
      wrong.add(`an encoded-word that splits a character (RFC 2047, 5): ${word}`);
  }
}

function isWhole(encoding, payload) {
  const octets =
    encoding === "b"
      ? Buffer.from(payload, "base64")
      : Buffer.from(
          payload
            .replaceAll("_", " ")
            .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
          "latin1",
        );
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(octets);
    return true;
  } catch {
    return false;
  }
}

/** Each line, whether it is of a header, and else the encoding of its part, of quoted-printable and base64. */
function* linesOf(text, boundaries) {
  let isHeader = true;
  let header = "";
  let encoding;
  for (const line of text.slice(0, -2).split("\r\n")) {
    if (!isHeader && isDelimiter(line, boundaries)) {
      isHeader = !line.endsWith("--") || boundaries.includes(line.slice(2));
      header = "";
      encoding = undefined;
      continue;
    }
    if (isHeader && line === "") {
      const unfolded = header.replace(/\r\n/g, "");
      const boundary = /^content-type: multipart\/.*;\s*boundary=(?:"([^"]*)"|([^\s;]+))/im.exec(
        unfolded.replaceAll("\n", "\r\n"),
      );
      if (boundary) boundaries.push(boundary[1] ?? boundary[2]);
      encoding = /^content-transfer-encoding: (quoted-printable|base64)$/im.exec(unfolded)?.[1];
      // What is nested begins with its own header.
      isHeader = /^content-type: message\/rfc822/im.test(unfolded);
      header = "";
      continue;
    }
    if (isHeader) header += /^[ \t]/.test(line) ? line : `\n${line}`;
    yield { line, isHeader, encoding };
  }
}

function isDelimiter(line, boundaries) {
  return line.startsWith("--") && boundaries.some((boundary) => line === `--${boundary}` || line === `--${boundary}--`);
}
