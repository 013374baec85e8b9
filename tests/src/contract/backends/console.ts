import { ConsoleBackend } from "@posthorn/console";
import { type BackendUnderTest, readMail } from "@posthorn/testing/contract";
import { writtenMails } from "./written-mails.ts";

let written: string[] = [];
const stream = { write: (text: string) => written.push(text) };
const beforeCase = (): void => {
  written = [];
};
const TEXT = "It writes text, in which octets that are not UTF-8 become U+FFFD.";
const RULE = /^── source ─+\n/m;

/** For a person to read: decoded, wrapped, and without the octets of files, so that nothing can be read back. */
export const consoleReadable: BackendUnderTest = {
  create: (options) => new ConsoleBackend({ stream, ...options }),
};

/** That, and then what would be sent, with pictures for what a terminal obeys. */
export const consoleSource: BackendUnderTest = {
  create: (options) => new ConsoleBackend({ stream, format: "source", ...options }),
  received: () =>
    Promise.all(
      written.map(async (text) => {
        const source = text.split(RULE).at(-1) ?? "";
        // Each line is two blanks in, and a line break stands behind the mail.
        const lines = source.replace(/^ {2}/gm, "").replace(/\n$/, "");
        const octets = new TextEncoder().encode(lines.replaceAll("\n", "\r\n"));
        const { envelope: _, ...mail } = await readMail(octets, { from: "", to: [] });
        return mail;
      }),
    ),
  exceptions: { "eight-bit-message": TEXT },
  beforeCase,
};

/** As Django writes it. */
export const consoleDjango: BackendUnderTest = {
  create: (options) => new ConsoleBackend({ stream, format: "django", ...options }),
  received: () => writtenMails(written.join("")),
  exceptions: { "eight-bit-message": TEXT },
  beforeCase,
};
