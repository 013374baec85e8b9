import { type Attack, sendDraft } from "./attack.ts";
import { messageOf } from "./given.ts";

/** Attributes, each with a value that is good and one that is not. */
const VALUES: Readonly<Record<string, readonly [good: unknown, hostile: unknown]>> = {
  subject: ["hi", "hi\r\nX-Injected: pwned"],
  body: ["hello", { toString: () => "\r\n.\r\nMAIL FROM:<x@evil.test>" }],
  fromEmail: ["from@example.com", "from@example.com>\r\nRCPT TO:<victim@evil.test>\r\nX-Injected: pwned"],
  to: [["to@example.com"], ["to@example.com>\r\nRCPT TO:<victim@evil.test", "X-Injected: pwned"]],
  cc: [["to@example.com"], ["cc@example.com\r\nX-Injected: pwned"]],
  bcc: [[], ["bcc@example.com>\r\nRCPT TO:<victim@evil.test"]],
  replyTo: [["to@example.com"], ["re@example.com\r\nX-Injected: pwned"]],
  extraHeaders: [{ "X-Tag": "a" }, { "X-Tag": "a\r\nX-Injected: pwned", "X-Tag\r\nX-Injected": "pwned" }],
  contentSubtype: ["plain", "plain\r\nX-Injected: pwned"],
  encoding: ["utf-8", "utf-8\r\nX-Injected: pwned"],
};

/** How often a value is read as a good one before it is not. */
const READS = [1, 2, 3, 4, 5, 6];

/** Values that are checked as one thing and read again as another. */
export function changingValues(): readonly Attack[] {
  return Object.entries(VALUES).flatMap(([attribute, [good, hostile]]) =>
    READS.flatMap((reads) =>
      [true, false].map((turnsBack) => ({
        name: `DOS-009: ${attribute}, which changes after ${reads} reads${turnsBack ? " for one of them" : ""}`,
        send: (connect: Parameters<Attack["send"]>[0]) => {
          let read = 0;
          const get = (): unknown => {
            read += 1;
            return (turnsBack ? read - 1 === reads : read > reads) ? hostile : good;
          };
          return sendDraft(Object.defineProperty(messageOf({}), attribute, { get, set: () => undefined }), connect);
        },
        // An outbox array keeps a copy of the draft, which is written once more to be read here.
        backends: ["smtp", "console", "file", "the outbox of a test", "dummy"],
        expected: { never: /^(?:X-Injected|RCPT TO|MAIL FROM|\.\r$)/m },
      })),
    ),
  );
}
