/** Where the character behind the one that begins at `at` begins, in octets of UTF-8 that end at `length`. */
export function nextCharacter(octets: Uint8Array, at: number, length: number): number {
  let next = at + 1;
  while (next < length && isContinuation(octets[next] as number)) next += 1;
  return next;
}

/** Whether an octet is one of a character in UTF-8, but its first (RFC 3629, 3). */
export function isContinuation(octet: number): boolean {
  return (octet & 0xc0) === 0x80;
}

/** Each octet as the text that stands for it: itself where that is allowed, else escaped. */
export function escapes(isLiteral: RegExp, sign: string): readonly string[] {
  return Array.from({ length: 256 }, (_, octet) => {
    const character = String.fromCharCode(octet);
    return isLiteral.test(character) ? character : `${sign}${octet.toString(16).toUpperCase().padStart(2, "0")}`;
  });
}
