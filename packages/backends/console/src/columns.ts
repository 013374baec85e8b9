const WIDE =
  /\p{sc=Han}|\p{sc=Hiragana}|\p{sc=Katakana}|\p{sc=Hangul}|\p{Emoji_Presentation}|[\u3000-\u303f\uff01-\uff60]/u;
const NONE = /\p{Mn}|\p{Me}|\p{Cf}/u;

/** About how many columns of a terminal a text takes: most characters one, those of East Asia two, marks none. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += NONE.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return columns;
}

/** Cells of rows below each other, two spaces apart; sizes, which are `right`, end together. */
export function aligned(rows: readonly (readonly string[])[], right: number): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) =>
    rows.reduce((most, row) => Math.max(most, columnsOf(row[at] ?? "")), 0),
  );
  return rows.map((row) =>
    row
      .map((cell, at) => {
        const space = " ".repeat((widths[at] ?? 0) - columnsOf(cell));
        return at === right ? space + cell : cell + space;
      })
      .join("  ")
      .trimEnd(),
  );
}
