const NESTED = /^message\/(?:rfc822|global)$/;
// A header field (RFC 5322, 2.2), the line that a mailbox file has before it, or the empty line behind a header
const BEGINNING = /^(?:[!-9;-~]+[ \t]*:|From |\r|\n|$)/;
/** Longer than any name of a field. */
const LOOKED_AT = 1000;
const EMPTY_HEADER = Uint8Array.of(0x0d, 0x0a);

/** Text that is to be a nested message, with an empty header where it has none: else its first lines were taken for one. */
export function textWithHeader(type: string, text: string): string {
  return !NESTED.test(type) || BEGINNING.test(text) ? text : `\r\n${text}`;
}

/** Octets that are to be a nested message, likewise. */
export function octetsWithHeader(type: string, octets: Uint8Array): Uint8Array {
  if (!NESTED.test(type) || BEGINNING.test(String.fromCharCode(...octets.subarray(0, LOOKED_AT)))) return octets;
  const message = new Uint8Array(EMPTY_HEADER.length + octets.length);
  message.set(EMPTY_HEADER);
  message.set(octets, EMPTY_HEADER.length);
  return message;
}
