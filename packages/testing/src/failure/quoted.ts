const LONGEST = 100;

/** A text in quotes, on one line; without backslashes where the other quotes do. */
export function quoted(text: string): string {
  const json = JSON.stringify(text);
  return text.includes('"') && !text.includes("'") ? `'${json.slice(1, -1).replaceAll('\\"', '"')}'` : json;
}

/** The beginning of a text in quotes, no longer than a line. */
export function quotedStart(text: string): string {
  return text.length > LONGEST ? `${quoted(text.slice(0, LONGEST))}… (${text.length} characters)` : quoted(text);
}
