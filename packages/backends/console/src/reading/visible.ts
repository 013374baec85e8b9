// What a terminal obeys, or what makes text read otherwise than it is written: controls (C0, DEL, C1), line and paragraph
// separators, embeddings, overrides and isolates of bidirectional text (UAX #9). Marks that Arabic and emoji need stay.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const UNSEEN = /[\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/g;

/** Text as a terminal may show it: what it would obey has become a symbol, such as `␛`. Line breaks and tabs stay. */
export function visible(text: string): string {
  const lines = text.toWellFormed().replaceAll("\r\n", "\n");
  return lines.replace(UNSEEN, (character) =>
    character === "\n" || character === "\t" ? character : symbol(character),
  );
}

/** Text that takes one line, likewise. */
export function visibleLine(text: string): string {
  return text.toWellFormed().replace(UNSEEN, symbol);
}

/** Unicode has pictures of the controls of ASCII; the others are shown by their numbers. */
function symbol(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? "␡" : `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
}
