import { ConsoleBackend } from "@posthorn/console";
import type { BackendUnderTest } from "@posthorn/testing/contract";
import { writtenMails } from "./written-mails.ts";

let written = "";
const stream = { write: (text: string) => (written += text) };

/** To a stream, in the format that can be read back. */
export const consoleBackend: BackendUnderTest = {
  create: (options) => new ConsoleBackend({ stream, format: "django", ...options }),
  received: () => writtenMails(written),
  exceptions: {
    "eight-bit-message": "It writes text, in which octets that are not UTF-8 become U+FFFD.",
  },
  beforeCase: () => {
    written = "";
  },
};
