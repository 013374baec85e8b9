const DOT = 0x2e;
const LF = 0x0a;

/** A body with CRLF line breaks and one at its end, whose lines that begin with a dot got another (RFC 5321, 4.5.2). */
export function stuffDots(bytes: Uint8Array): Uint8Array {
  let dots = 0;
  for (let index = 0; index < bytes.length; index += 1) if (isFirstDot(bytes, index)) dots += 1;
  if (dots === 0) return bytes;
  const stuffed = new Uint8Array(bytes.length + dots);
  let to = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    if (isFirstDot(bytes, index)) stuffed[to++] = DOT;
    stuffed[to++] = bytes[index] as number;
  }
  return stuffed;
}

function isFirstDot(bytes: Uint8Array, index: number): boolean {
  return bytes[index] === DOT && (index === 0 || bytes[index - 1] === LF);
}
