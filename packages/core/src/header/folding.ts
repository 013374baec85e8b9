/** RFC 5322, 2.1.1: a line should not pass 78 characters, less the line break. */
const PREFERRED = 78;
/** The longest word that may stand unfolded beside a field's name, well below the 998 octets of RFC 5322, 2.1.1. */
const LONGEST_WORD = 900;

/** What cannot be broken: a word, and the blanks before it. */
const WORD = /[ \t]*[^ \t]+/g;

/** Whether a text can stand in a header as it is: every word of it, with the blanks before it, fits on a line. */
export function canBeFolded(text: string): boolean {
  return text.length <= LONGEST_WORD || (text.match(WORD) ?? []).every((word) => word.length <= LONGEST_WORD);
}

/** A header field as its lines (RFC 5322, 2.2.3): broken before white space wherever a line would pass 78 octets. */
export function fold(name: string, body: string): string {
  if (name.length + body.length + 2 <= PREFERRED) return `${name}: ${body}\r\n`;
  const words = body.match(WORD) ?? [];
  let lines = `${name}:`;
  let column = lines.length;
  words.forEach((word, index) => {
    const piece = index === 0 ? ` ${word}` : word;
    // The first word stays beside the name: a line of the name alone confuses readers.
    if (index > 0 && column + piece.length > PREFERRED) {
      lines += `\r\n${piece}`;
      column = piece.length;
    } else {
      lines += piece;
      column += piece.length;
    }
  });
  return `${lines}\r\n`;
}
