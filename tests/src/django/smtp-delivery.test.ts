import { configureMail, type Delivery, type DeliveryError, EmailMessage, InvalidMessageError } from "@posthorn/core";
import { SmtpBackend, type SmtpOptions } from "@posthorn/smtp";
import PostalMime from "postal-mime";
import { afterEach, describe, expect, test, vi } from "vitest";
import { startFailingServer } from "../failing-server.ts";

afterEach(() => configureMail({}));

const message = (subject = "Subject", to: readonly string[] = ["to@example.com"]): EmailMessage =>
  new EmailMessage(subject, "Body", "from@example.com", to);

const backend = ({ port }: { readonly port: number }, options: SmtpOptions = {}): SmtpBackend =>
  new SmtpBackend({ host: "127.0.0.1", port, timeout: 5, ...options });

/** The subjects of bodies, in order. */
const subjects = (bodies: readonly string[]): Promise<readonly (string | undefined)[]> =>
  Promise.all(bodies.map(async (body) => (await PostalMime.parse(body)).subject));

const failureOf = (promise: Promise<unknown>): Promise<DeliveryError> =>
  promise.then(
    () => expect.unreachable("it must throw"),
    (error: DeliveryError) => error,
  );

test("B12.16: messages without recipients are skipped and not counted", async () => {
  await using server = await startFailingServer();
  expect(await backend(server).sendMessages([message("a"), message("nobody", []), message("b")])).toBe(2);
  expect(await subjects(server.bodies)).toEqual(["a", "b"]);
  expect(await backend(server).sendMessages([message("nobody", [])])).toBe(0);
  expect(server.connections).toBe(1);
});

describe("the envelope", () => {
  const envelope = (lines: readonly string[]): readonly string[] => lines.filter((line) => /^(?:MAIL|RCPT)/.test(line));

  test("B12.17: is from fromEmail, whatever the From header says, to to, cc and bcc in that order", async () => {
    await using server = await startFailingServer();
    const draft = new EmailMessage("Subject", "Body", "from@example.com", ["a@example.com", "b@example.com"], {
      cc: ["c@example.com"],
      bcc: ["d@example.com"],
      replyTo: ["reply@example.com"],
      headers: { From: "other@example.com", To: "else@example.com" },
    });
    await backend(server).sendMessages([draft]);
    expect(envelope(server.lines)).toEqual([
      "MAIL FROM:<from@example.com>",
      "RCPT TO:<a@example.com>",
      "RCPT TO:<b@example.com>",
      "RCPT TO:<c@example.com>",
      "RCPT TO:<d@example.com>",
    ]);
    const { from, to, bcc } = await PostalMime.parse(server.bodies[0] ?? "");
    expect([from?.address, to?.[0]?.address, bcc]).toEqual(["other@example.com", "else@example.com", undefined]);
  });

  test("B12.17: has bare addresses, without names and with domains in A-labels", async () => {
    await using server = await startFailingServer();
    const draft = new EmailMessage("Subject", "Body", '"Doe, Jane" <jane@münchen.example>', [
      "Ada <ada@öäü.com>",
      "Zoë <zoe@EXAMPLE.com>",
    ]);
    await backend(server).sendMessages([draft]);
    expect(envelope(server.lines)).toEqual([
      "MAIL FROM:<jane@xn--mnchen-3ya.example>",
      "RCPT TO:<ada@xn--4ca9at.com>",
      "RCPT TO:<zoe@EXAMPLE.com>",
    ]);
  });

  test.each([
    ["to", { to: ["to@"] }],
    ["to", { to: ["a@example.com, b@example.com"] }],
    ["to", { to: ["to@other.com@example.com"] }],
    ["cc", { to: ["to@example.com"], cc: ["@"] }],
    ["bcc", { to: ["to@example.com"], bcc: ["to@example..com"] }],
    ["bcc", { to: ["to@example.com"], bcc: ["a@example.com\nRCPT TO:<b@example.com>"] }],
    ["fromEmail", { to: ["to@example.com"], fromEmail: "from@" }],
  ])(
    "B12.18: with no address in %s (%j) is an error, silently too, before anything of the message is built or sent",
    async (_where, options) => {
      await using server = await startFailingServer();
      const draft = new EmailMessage({ subject: "invalid", fromEmail: "from@example.com", ...options });
      let isBuilt = false;
      draft.message = () => {
        isBuilt = true;
        return new EmailMessage().message();
      };
      const smtp = backend(server, { failSilently: true });
      await expect(smtp.sendMessages([draft], { failSilently: true })).rejects.toThrow(InvalidMessageError);
      expect([isBuilt, server.connections]).toEqual([false, 0]);
      await expect(smtp.sendMessages([draft, message("behind")])).rejects.toThrow(InvalidMessageError);
      expect(await subjects(server.bodies)).toEqual(["behind"]);
      expect(envelope(server.lines)).toEqual(["MAIL FROM:<from@example.com>", "RCPT TO:<to@example.com>"]);
    },
  );
});

test("B12.19: every line that is sent ends in CRLF, whatever the lines of the message end in", async () => {
  await using server = await startFailingServer();
  const draft = new EmailMessage("Subject", "a\nb\rc\r\nd", "from@example.com", ["to@example.com"], {
    attachments: [["a.txt", "e\nf"]],
  });
  await backend(server).sendMessages([draft]);
  expect(server.bodies[0]).toContain("a\r\nb\r\nc\r\nd\r\n");
  expect(server.bodies[0]).toContain("e\r\nf\r\n");
  expect(server.bodies[0]).not.toMatch(/\r(?!\n)|(?<!\r)\n/);
});

test("B12.20: a message that some recipients were taken for counts 1, and the others' refusals are told", async () => {
  const told: Delivery[] = [];
  configureMail({ afterSend: (delivery) => told.push(delivery) });
  await using server = await startFailingServer({
    answer: (line) => (line.includes("bad@") ? "550 5.1.1 nobody here" : undefined),
  });
  const draft = message("Subject", ["good@example.com", "bad@example.com"]);
  expect(await backend(server).sendMessages([draft])).toBe(1);
  expect(await subjects(server.bodies)).toEqual(["Subject"]);
  expect(told).toMatchObject([
    {
      outcome: "accepted",
      recipients: [
        { address: "good@example.com", outcome: "accepted" },
        { address: "bad@example.com", outcome: "refused", code: 550, response: "550 5.1.1 nobody here" },
      ],
    },
  ]);
});

describe.each([
  ["all recipients are refused", /^RCPT TO:<bad@/, "recipients_refused", "rcpt"],
  ["DATA is refused", /^DATA$/, "message_refused", "data"],
  ["the message is refused", /^\.$/, "message_refused", "body"],
] as const)("of three messages, where %s of the second", (_what, command, code, stage) => {
  const drafts = (): readonly EmailMessage[] => [message("a"), message("b", ["bad@example.com"]), message("c")];

  /** A server that refuses the second message. */
  function startRefusingServer(): ReturnType<typeof startFailingServer> {
    let isSecond = false;
    return startFailingServer({
      answer: (line) => {
        if (line.startsWith("RCPT")) isSecond = line.includes("bad@");
        return isSecond && command.test(line) ? "550 5.7.1 no" : undefined;
      },
    });
  }

  test("B12.21: its error is thrown, the others are sent, the count is told, and the connection is closed", async () => {
    await using server = await startRefusingServer();
    const error = await failureOf(backend(server).sendMessages(drafts()));
    expect(error).toMatchObject({ name: "DeliveryError", code, stage, retryable: false, response: "550 5.7.1 no" });
    expect(error.report?.sent).toBe(2);
    expect(error.report?.deliveries.map(({ outcome }) => outcome)).toEqual(["accepted", "refused", "accepted"]);
    const taken = (await subjects(server.bodies)).filter((subject) => subject !== "b");
    expect(taken).toEqual(["a", "c"]);
    await vi.waitFor(() => expect([server.connections, server.open]).toEqual([1, 0]));
    expect(server.lines.at(-1)).toBe("QUIT");
  });

  test("B12.22: silently it is not counted, and the others are sent", async () => {
    await using server = await startRefusingServer();
    expect(await backend(server, { failSilently: true }).sendMessages(drafts())).toBe(2);
    const taken = (await subjects(server.bodies)).filter((subject) => subject !== "b");
    expect(taken).toEqual(["a", "c"]);
  });
});

describe("sendMessages()", () => {
  test("B12.23: takes any iterable, and an async one", async () => {
    await using server = await startFailingServer();
    function* some(): Generator<EmailMessage, void, undefined> {
      yield message("a");
      yield message("b");
    }
    async function* later(): AsyncGenerator<EmailMessage, void, undefined> {
      yield message("c");
    }
    expect(await backend(server).sendMessages(some())).toBe(2);
    expect(await backend(server).sendMessages(new Set([message("d")]))).toBe(1);
    expect(await backend(server).sendMessages(later())).toBe(1);
    expect(await subjects(server.bodies)).toEqual(["a", "b", "d", "c"]);
  });

  test("B12.23: called several times at once, sends one message at a time over one connection", async () => {
    await using server = await startFailingServer();
    const smtp = backend(server);
    const calls = ["a", "b", "c"].map((name) => smtp.sendMessages([message(`${name}1`), message(`${name}2`)]));
    expect(await Promise.all(calls)).toEqual([2, 2, 2]);
    expect(server.connections).toBe(1);
    const verbs = server.lines.map((line) => line.split(" ", 1)[0]);
    const transactions = Array.from({ length: 6 }, () => ["MAIL", "RCPT", "DATA", "."]).flat();
    expect(verbs).toEqual(["EHLO", ...transactions, "QUIT"]);
    expect([...(await subjects(server.bodies))].sort()).toEqual(["a1", "a2", "b1", "b2", "c1", "c2"]);
  });
});
