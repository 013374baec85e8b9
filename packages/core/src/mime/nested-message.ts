// A header field (RFC 5322, 2.2), the line that a mailbox file has before it, or the empty line behind a header
const BEGINNING = /^(?:[!-9;-~]+[ \t]*:|From |\r|\n|$)/;
/** Longer than any name of a field. */
const LOOKED_AT = 1000;
const EMPTY_HEADER = Uint8Array.of(0x0d, 0x0a);

/** Whether a media type, in lower case, is that of a whole message (RFC 2046, 5.2.1; RFC 6532, 3.7). */
export function isNestedMessage(type: string): boolean {
  return type === "message/rfc822" || type === "message/global";
}

/** Whether a media type of messages, in lower case, may have a transfer encoding: the newer ones may (RFC 6532, 3.5; RFC 6533). */
export function isEncodable(type: string): boolean {
  return type === "message/global" || type.startsWith("message/global-");
}

/** Text that is to be a nested message, with an empty header where it has none: else its first lines were taken for one. */
export function textWithHeader(type: string, text: string): string {
  return !isNestedMessage(type) || BEGINNING.test(text) ? text : `\r\n${text}`;
}

/** Octets that are to be a nested message, likewise. */
export function octetsWithHeader(type: string, octets: Uint8Array): Uint8Array {
  if (!isNestedMessage(type) || BEGINNING.test(String.fromCharCode(...octets.subarray(0, LOOKED_AT)))) return octets;
  const message = new Uint8Array(EMPTY_HEADER.length + octets.length);
  message.set(EMPTY_HEADER);
  message.set(octets, EMPTY_HEADER.length);
  return message;
}
