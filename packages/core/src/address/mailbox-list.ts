/** The elements of an address list such as `"Doe, Jane" <jane@example.com>, bob@example.com`, split at its commas alone. */
export function splitMailboxList(text: string): readonly string[] {
  const elements: string[] = [];
  let start = 0;
  let isQuoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    // A quoted-pair (RFC 5322, 3.2.1) keeps its quote from ending the string.
    if (isQuoted && character === "\\") index += 1;
    else if (character === '"') isQuoted = !isQuoted;
    else if (character === "," && !isQuoted) {
      elements.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return [...elements, text.slice(start)];
}
