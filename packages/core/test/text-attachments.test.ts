import { describe, expect, test } from "vitest";
import { EmailMessage } from "../src/index.ts";
import type { MimePart } from "../src/mime/index.ts";

const GERMAN = Uint8Array.of(0x47, 0x72, 0xfc, 0xdf, 0x65, 0x0a);

const part = (content: Uint8Array, mimetype: string): MimePart | undefined => {
  const message = new EmailMessage({ encoding: "iso-8859-2", attachments: [["a.csv", content, mimetype]] });
  return message.message().children[0];
};

describe("octets of text in a set that their type names", () => {
  test.each(["iso-8859-1", "ISO-8859-1", "utf-16", "us-ascii"])("stay as they are, in %s", (charset) => {
    const made = part(GERMAN, `text/csv; charset=${charset}; header=present`);
    expect(made?.content, "whoever names the set knows what the octets are").toEqual(GERMAN);
    expect(String(made)).toContain(`Content-Type: text/csv; charset=${charset}; header=present\r\n`);
  });

  test("are not read as UTF-8 where they happen to be that too", () => {
    const octets = new TextEncoder().encode("Ã¼");
    expect(part(octets, "text/plain; charset=windows-1252")?.content).toEqual(octets);
  });

  test("are text if it is UTF-8, and application/octet-stream if they are none", () => {
    expect(part(new TextEncoder().encode("ü\n"), "text/csv; charset=UTF-8")?.content).toEqual(
      new TextEncoder().encode("ü\r\n"),
    );
    expect(part(GERMAN, "text/csv; charset=UTF-8")?.contentType).toBe("application/octet-stream");
    expect(part(GERMAN, "text/csv; header=present")?.contentType).toBe("application/octet-stream");
  });
});
