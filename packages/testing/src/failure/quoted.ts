const LONGEST = 100;
/** What looks like a blank or like nothing, and is neither. */
const UNSEEN = /[\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]/g;

/** A text in quotes, on one line; without backslashes where the other quotes do. */
export function quoted(text: string): string {
  const json = JSON.stringify(text).replace(UNSEEN, escaped);
  return text.includes('"') && !text.includes("'") ? `'${json.slice(1, -1).replaceAll('\\"', '"')}'` : json;
}

/** The beginning of a text in quotes, no longer than a line. */
export function quotedStart(text: string): string {
  return text.length > LONGEST ? `${quoted(text.slice(0, LONGEST))}… (${text.length} characters)` : quoted(text);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
