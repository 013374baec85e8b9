const DOT = 0x2e;
const LF = 0x0a;

/**
 * A part of a body with CRLF line breaks, whose lines that begin with a dot got another (RFC 5321, 4.5.2).
 *
 * @param opensLine - whether its first octet is the first of a line
 */
export function stuffDots(octets: Uint8Array, opensLine: boolean): Uint8Array {
  const isFirstDot = (at: number): boolean => octets[at] === DOT && (at === 0 ? opensLine : octets[at - 1] === LF);
  const dots: number[] = [];
  for (let at = octets.indexOf(DOT); at !== -1; at = octets.indexOf(DOT, at + 1)) if (isFirstDot(at)) dots.push(at);
  if (dots.length === 0) return octets;
  const stuffed = new Uint8Array(octets.length + dots.length);
  let from = 0;
  dots.forEach((at, index) => {
    stuffed.set(octets.subarray(from, at), from + index);
    stuffed[at + index] = DOT;
    from = at;
  });
  stuffed.set(octets.subarray(from), from + dots.length);
  return stuffed;
}
