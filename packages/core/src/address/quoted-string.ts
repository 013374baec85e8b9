/** Text in quotes, whatever it holds (RFC 5322, 3.2.4). */
export function quotedString(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
