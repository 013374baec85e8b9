const encoder = new TextEncoder();
/** What most texts fit into. No answer keeps anything in it. */
const room = new Uint8Array(262_144);
/** Where most texts that are not ASCII show it. */
const PROBE = 512;
const ASCII = /^[\0-\x7f]*$/;

/** Text as UTF-8 (RFC 3629); half of a surrogate pair becomes U+FFFD. */
export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  // No unit of a string becomes more than three octets. The encoder counts them first, which takes longer than to copy them.
  if (text.length * 3 > room.length) return encoder.encode(text);
  return room.slice(0, encoder.encodeInto(text, room).written);
}

/** Whether every character of a text is one octet. */
export function isAscii(text: string): boolean {
  if (text.length > PROBE && !isAscii(text.slice(0, PROBE))) return false;
  if (text.length > room.length) return ASCII.test(text);
  // What is not ASCII has more octets than characters; the encoder tells them much faster than an expression can.
  const { read, written } = encoder.encodeInto(text, room);
  return read === text.length && written === text.length;
}
