import type { MimePart } from "./mime-part.ts";

const SEPARATOR = "-".repeat(79);

/**
 * A message as Django's console and file backends write it: its source with LF line breaks, an empty line and a line of 79 dashes.
 * Octets that are not UTF-8 become U+FFFD.
 *
 * @throws what `stream()` throws
 */
export async function djangoLog(mime: MimePart): Promise<string> {
  const decoder = new TextDecoder();
  let source = "";
  for await (const octets of mime.stream()) source += decoder.decode(octets, { stream: true });
  return `${(source + decoder.decode()).replaceAll("\r\n", "\n")}\n${SEPARATOR}\n`;
}
