import { BadAddressError, BadHeaderError, type EmailMultiAlternatives } from "@posthorn/core";
import { letter } from "../letter.ts";
import type { RunnableCase } from "../runnable-case.ts";
import { thrownBy } from "../verdict.ts";

const INJECTED = "\r\nBcc: eve@example.com";
const ADDRESS = `ada@example.com${INJECTED}`;
const html = '<img src="cid:a">';

/** What an attacker may have filled in, by the id of its case. */
const HOSTILE: Readonly<Record<string, readonly [what: string, draft: () => EmailMultiAlternatives]>> = {
  subject: ["a line break in the subject", () => letter(`Hello${INJECTED}`)],
  "subject-lf": ["a bare LF in the subject", () => letter("Hello\nBcc: eve@example.com")],
  from: ["a line break in fromEmail", () => letter("a", { fromEmail: ADDRESS })],
  to: ["a line break in to", () => letter("a", { to: [ADDRESS] })],
  cc: ["a line break in cc", () => letter("a", { cc: [ADDRESS] })],
  bcc: ["a line break in bcc", () => letter("a", { bcc: [ADDRESS] })],
  "reply-to": ["a line break in replyTo", () => letter("a", { replyTo: [ADDRESS] })],
  "header-value": ["a line break in a header's value", () => letter("a", { headers: { "X-Note": `a${INJECTED}` } })],
  "header-name": ["a line break in a header's name", () => letter("a", { headers: { [`X-Note: a${INJECTED}`]: "a" } })],
  "file-name": [
    "a line break in a file's name",
    () => letter("a", { attachments: [[`a${INJECTED}`, "a", "text/plain"]] }),
  ],
  "content-id": [
    "a line break in a Content-ID",
    () => letter("a", { html, attachments: [["a", "a", { mimetype: "image/png", contentId: `a${INJECTED}` }]] }),
  ],
  "two-addresses": ["two addresses in one", () => letter("a", { to: ["ada@example.com, eve@example.com"] })],
  "two-addresses-in-bcc": [
    "two addresses in one of bcc",
    () => letter("a", { bcc: ["ada@example.com; eve@example.com"] }),
  ],
  command: [
    "a command of SMTP in an address",
    () => letter("a", { to: ["ada@example.com>\r\nRCPT TO:<eve@example.com"] }),
  ],
};

/** What must be refused before an octet has left. */
export const hostileCases: readonly RunnableCase[] = Object.entries(HOSTILE).map(([id, [what, draft]]) => ({
  id: `hostile-${id}`,
  title: `refuses ${what} before anything has left, silently too`,
  run: async ({ create, expectArrived, expectOpened }) => {
    for (const failSilently of [false, true]) {
      const backend = await create({ failSilently });
      const send = async (): Promise<number> => backend.sendMessages([draft()]);
      await thrownBy(`A message with ${what}`, send, BadHeaderError, BadAddressError);
    }
    await expectOpened(0);
    await expectArrived();
  },
}));
