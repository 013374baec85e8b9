import { setTimeout as delay } from "node:timers/promises";
import { type DeliverOptions, type Delivery, EmailMessage, type Outgoing } from "@posthorn/core";
import { describe, expect, test } from "vitest";
import { SmtpBackend } from "../src/index.ts";
import { type Script, ScriptedServer } from "./scripted-server.ts";

const EHLO = "250-scripted\r\n250-8BITMIME\r\n250 PIPELINING";
const message = (subject: string, ...to: string[]): EmailMessage =>
  new EmailMessage(subject, "Body", "from@example.com", to.length === 0 ? [`${subject}@example.com`] : to);
const start = (script: Script = {}): Promise<ScriptedServer> => ScriptedServer.start({ ehlo: EHLO, ...script });
const through = ({ port }: ScriptedServer, timeout = 5): SmtpBackend =>
  new SmtpBackend({ host: "127.0.0.1", port, timeout });
const subjects = (messages: readonly string[]): readonly (string | undefined)[] =>
  messages.map((text) => /^Subject: (.*)\r$/m.exec(text)?.[1]);

describe("with PIPELINING", () => {
  test("the envelope goes out at once, and with the final dot of the message before it", async () => {
    await using server = await start();
    await using smtp = through(server);
    expect(await smtp.sendMessages(["a", "b", "c"].map((subject) => message(subject)))).toBe(3);
    const [, first, second, third, last] = server.chunks;
    expect(first).toBe("MAIL FROM:<from@example.com>\r\nRCPT TO:<a@example.com>\r\nDATA\r\n");
    expect(second).toMatch(
      /Subject: a\r\n[\s\S]*\r\n\.\r\nMAIL FROM:<from@example.com>\r\nRCPT TO:<b@example.com>\r\nDATA\r\n$/,
    );
    expect(third).toMatch(
      /Subject: b\r\n[\s\S]*\r\n\.\r\nMAIL FROM:<from@example.com>\r\nRCPT TO:<c@example.com>\r\nDATA\r\n$/,
    );
    expect(last).toMatch(/Subject: c\r\n[\s\S]*\r\n\.\r\n$/);
    expect(subjects(server.taken)).toEqual(["a", "b", "c"]);
  });

  test("a backend that does more to each message overrides transmit(), and the messages are pipelined all the same", async () => {
    class Noting extends SmtpBackend {
      readonly noted: string[] = [];

      protected override async transmit(outgoing: Outgoing, options: DeliverOptions): Promise<Delivery> {
        this.noted.push(outgoing.message.subject);
        return super.transmit(outgoing, options);
      }
    }
    await using server = await start();
    await using smtp = new Noting({ host: "127.0.0.1", port: server.port, timeout: 5 });
    expect(await smtp.sendMessages([message("a"), message("b")])).toBe(2);
    expect(smtp.noted).toEqual(["a", "b"]);
    expect(server.chunks.some((chunk) => chunk.includes("\r\n.\r\nMAIL FROM"))).toBe(true);
  });

  test("concurrent calls share the pipeline, and each is told of its own", async () => {
    await using server = await start({ command: (line) => (line.includes("<b@") ? "550 5.1.1 No" : undefined) });
    await using smtp = through(server);
    await smtp.open();
    const sent = await Promise.allSettled(["a", "b", "c"].map((subject) => smtp.sendMessages([message(subject)])));
    expect(sent.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(subjects(server.taken.filter((text) => text !== ""))).toEqual(["a", "c"]);
    expect(server.connections).toBe(1);
  });

  test("a message of which every recipient is refused leaves no transaction open, and costs no other message", async () => {
    await using server = await start({ command: (line) => (/^RCPT TO:<no/.test(line) ? "550 5.1.1 No" : undefined) });
    await using smtp = through(server);
    const drafts = [
      message("a"),
      message("b", "no@example.com"),
      message("c", "no@example.com", "c@example.com"),
      message("d"),
    ];
    const { sent, deliveries } = await smtp.deliver(drafts);
    expect(sent).toBe(3);
    expect(deliveries.map(({ outcome }) => outcome)).toEqual(["accepted", "refused", "accepted", "accepted"]);
    expect(deliveries[1]).toMatchObject({
      stage: "rcpt",
      error: { code: "recipients_refused", response: "550 5.1.1 No" },
    });
    // The server asked for the message all the same, and got one without content (RFC 2920, 3.1).
    expect(server.messages.map((text) => text === "")).toEqual([false, true, false, false]);
    expect(server.lines).not.toContain("RSET");
    expect(server.connections).toBe(1);
  });

  test("a server that refuses DATA then is told to forget the transaction, and no other time", async () => {
    let isRefusing = false;
    await using server = await start({
      command: (line) => {
        if (line.startsWith("RCPT")) isRefusing = line.includes("<b@");
        return isRefusing && /^(?:RCPT|DATA)/.test(line) ? "550 5.1.1 No" : undefined;
      },
    });
    await using smtp = through(server);
    const { deliveries } = await smtp.deliver(["a", "b", "c", "d"].map((subject) => message(subject)));
    expect(deliveries.map(({ outcome }) => outcome)).toEqual(["accepted", "refused", "accepted", "accepted"]);
    expect(server.lines.filter((line) => line === "RSET")).toHaveLength(1);
    expect(subjects(server.taken)).toEqual(["a", "c", "d"]);
  });

  test("a refused sender costs no other message", async () => {
    let isRefusing = false;
    await using server = await start({
      command: (line) => {
        if (line.startsWith("MAIL")) isRefusing = line.includes("<bad@");
        return isRefusing && /^(?:MAIL|RCPT|DATA)/.test(line)
          ? line.startsWith("MAIL")
            ? "550 5.7.1 No"
            : "503 5.5.1 Need MAIL"
          : undefined;
      },
    });
    await using smtp = through(server);
    const bad = new EmailMessage("b", "Body", "bad@example.com", ["b@example.com"]);
    const { deliveries } = await smtp.deliver([message("a"), bad, message("c")]);
    expect(deliveries.map(({ outcome }) => outcome)).toEqual(["accepted", "refused", "accepted"]);
    expect(deliveries[1]).toMatchObject({ stage: "mail", error: { code: "sender_refused" } });
    expect(server.lines).not.toContain("RSET");
  });

  test("a server that shuts down between two messages is connected to anew, for those whose bodies had not begun", async () => {
    let mails = 0;
    await using server = await start({
      command: (line) => {
        if (!line.startsWith("MAIL")) return undefined;
        mails += 1;
        return mails === 3 ? "421 4.3.2 Too many messages" : undefined;
      },
    });
    await using smtp = through(server);
    expect(await smtp.sendMessages(["a", "b", "c", "d", "e"].map((subject) => message(subject)))).toBe(5);
    expect(subjects(server.taken)).toEqual(["a", "b", "c", "d", "e"]);
    expect(server.connections).toBe(2);
  });

  test("a connection lost behind a final dot leaves that message in doubt, and no other", async () => {
    let dots = 0;
    await using server = await start({
      answerMessage: () => {
        dots += 1;
        return dots === 2 ? null : undefined;
      },
    });
    await using smtp = through(server);
    const { deliveries } = await smtp.deliver(["a", "b", "c", "d"].map((subject) => message(subject)));
    expect(deliveries.map(({ outcome }) => outcome)).toEqual(["accepted", "unknown", "accepted", "accepted"]);
    expect(subjects(server.taken)).toEqual(["a", "b", "c", "d"]);
  });

  test("what is aborted while its envelope is written already is not sent, and the others are", async () => {
    const controller = new AbortController();
    await using server = await start({
      command: (line) => {
        if (line.includes("<b@")) controller.abort();
        return undefined;
      },
    });
    await using smtp = through(server);
    await smtp.open();
    let finish = (): void => undefined;
    const isQueued = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const slow = message("a");
    slow.attach("slow.bin", waiting(isQueued));
    const first = smtp.sendMessages([slow]);
    const second = smtp.sendMessages([message("b")], { signal: controller.signal });
    // By then the others stand in the queue, the second before the third, so that its envelope goes out behind the first.
    await delay(20);
    const third = smtp.sendMessages([message("c")]);
    setTimeout(finish, 20);
    await expect(second).rejects.toMatchObject({
      name: "AbortError",
      report: { deliveries: [{ outcome: "refused" }] },
    });
    expect(await Promise.all([first, third])).toEqual([1, 1]);
    expect(subjects(server.taken)).toEqual(["a", "c"]);
  });
});

/** Octets that come once something has happened. */
async function* waiting(until: Promise<void>): AsyncGenerator<Uint8Array> {
  await until;
  yield new Uint8Array([1, 2, 3]);
}
