import { EmailMessage } from "@posthorn/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { SmtpBackend } from "../src/index.ts";
import { type Script, ScriptedServer } from "./scripted-server.ts";

const STAGES = ["EHLO", "MAIL", "RCPT", "DATA", "dot"] as const;
// Refusals, hang-ups, surplus and malformed replies, replies in pieces of several lines, and none at all
const FAULTS = [
  "421 bye",
  "450 later",
  "550 no",
  null,
  "250 ok\r\n250 surplus",
  "250-a\r\n250 b",
  "250-a\r\n550 b",
  "hello",
  "354 odd",
  "99 odd",
  "",
] as const;

/** At which command, counted from the first, the server does what instead of accepting. */
const faults = fc.array(
  fc.record({ stage: fc.constantFrom(...STAGES), count: fc.nat(3), reply: fc.constantFrom(...FAULTS) }),
  { maxLength: 3 },
);

function scriptOf(ehlo: string, planned: readonly { stage: string; count: number; reply: string | null }[]): Script {
  const seen = new Map<string, number>();
  const next = (stage: string): string | null | undefined => {
    const count = seen.get(stage) ?? 0;
    seen.set(stage, count + 1);
    return planned.find((fault) => fault.stage === stage && fault.count === count)?.reply;
  };
  return { ehlo, command: (line) => next(line.split(" ")[0] ?? ""), answerMessage: () => next("dot") };
}

test.each([
  ["a command at a time", "250-scripted\r\n250 8BITMIME"],
  ["with PIPELINING", "250-scripted\r\n250-8BITMIME\r\n250 PIPELINING"],
])(
  "wherever a server fails, %s, what is called accepted is there once, and what is called refused is not",
  async (_, ehlo) => {
    await fc.assert(
      fc.asyncProperty(faults, fc.boolean(), async (planned, isHeld) => {
        await using server = await ScriptedServer.start(scriptOf(ehlo, planned));
        await using smtp = new SmtpBackend({ host: "127.0.0.1", port: server.port, timeout: 0.15 });
        if (isHeld) await smtp.open().catch(() => undefined);
        const drafts = ["m1", "m2", "m3", "m4"].map(
          (subject) => new EmailMessage(subject, "Body", "from@example.com", ["to@example.com"]),
        );
        const { deliveries } = await smtp.deliver(drafts);
        for (const { outcome, message } of deliveries) {
          const taken = server.taken.filter((text) => text.includes(`Subject: ${message.subject}\r\n`)).length;
          if (outcome === "accepted") expect(taken, `${message.subject} is accepted`).toBe(1);
          if (outcome === "refused") expect(taken, `${message.subject} is refused`).toBe(0);
          expect(taken, message.subject).toBeLessThanOrEqual(1);
        }
        expect(deliveries).toHaveLength(4);
      }),
      { numRuns: 60, endOnFailure: true },
    );
  },
  60_000,
);
