/** RFC 5322, 2.1.1: a line should not pass 78 characters, less the line break. */
const PREFERRED = 78;
/** RFC 2047, 2: a line that holds an encoded-word has at most 76. */
const WITH_ENCODED_WORDS = 76;
/** The longest word of a text that stands as it is, well below the 998 octets of RFC 5322, 2.1.1: a name or quotes may join it. */
const LONGEST_WORD = 900;

/** What cannot be broken: a word, and the blanks before it. */
const WORD = /[ \t]*[^ \t]+/g;

/** Whether a text can stand in a header as it is: every word of it, with the blanks before it, fits on a line. */
export function canBeFolded(text: string, longest: number = LONGEST_WORD): boolean {
  return text.length <= longest || (text.match(WORD) ?? []).every((word) => word.length <= longest);
}

/** A header field as its lines (RFC 5322, 2.2.3): broken before white space wherever a line would pass 78 octets. */
export function fold(name: string, body: string): string {
  const width = body.includes("=?") ? WITH_ENCODED_WORDS : PREFERRED;
  if (name.length + body.length + 2 <= width) return `${name}: ${body}\r\n`;
  const words = body.match(WORD) ?? [];
  let lines = `${name}:`;
  let column = lines.length;
  words.forEach((word, index) => {
    const piece = index === 0 ? ` ${word}` : word;
    // The first word stays beside the name: a line of the name alone confuses readers.
    if (index > 0 && column + piece.length > width) {
      lines += `\r\n${piece}`;
      column = piece.length;
    } else {
      lines += piece;
      column += piece.length;
    }
  });
  return `${lines}\r\n`;
}
