import type { EmailMessage } from "@posthorn/core";
import PostalMime, { type Email } from "postal-mime";

/** A message as a reader gets it. */
export async function read(message: EmailMessage): Promise<Email> {
  return await PostalMime.parse((await message.message().buffered()).toBytes());
}

/** The header fields of a message as they stand on the wire, unfolded (RFC 5322, 2.2.3), in order. */
export function writtenHeaders(message: EmailMessage): readonly (readonly [name: string, value: string])[] {
  const [block = ""] = message.message().toString().split("\r\n\r\n");
  return block
    .replace(/\r\n(?=[ \t])/g, "")
    .split("\r\n")
    .map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon), line.slice(colon + 1).trimStart()] as const;
    });
}

/** The values of every header field of that name, exactly as it is written. */
export function written(message: EmailMessage, name: string): readonly string[] {
  return writtenHeaders(message).flatMap(([field, value]) => (field === name ? [value] : []));
}
