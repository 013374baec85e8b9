import {
  BatchDeliveryError,
  configureMail,
  type Delivery,
  DeliveryError,
  DeliveryUnknownError,
  EmailMessage,
} from "@posthorn/core";
import { SmtpBackend } from "@posthorn/smtp";
import { afterEach, describe, expect, test } from "vitest";
import { read, smtpTo } from "./backend-places.ts";
import { type Faults, startFailingServer } from "./failing-server.ts";
import { failureOf } from "./failure-of.ts";

afterEach(() => configureMail({}));

const message = (subject: string, to: readonly string[] = ["to@example.com"]): EmailMessage =>
  new EmailMessage(subject, "Body", "from@example.com", to);

/** Faults that meet the first of two messages. */
interface Failure {
  readonly name: string;
  faults(): Faults;
  readonly to?: readonly string[];
  readonly expected: object;
  /** Whether send() throws for it. */
  readonly isThrown: boolean;
}

/** Answers the first command that `pattern` fits, or the first few. */
function once(pattern: RegExp, reply: string | null, times = 1): Faults {
  let left = times;
  return {
    answer: (line) => {
      if (left === 0 || !pattern.test(line)) return undefined;
      left -= 1;
      return reply;
    },
  };
}

const failures: readonly Failure[] = [
  {
    name: "one recipient is refused beside another that is taken",
    faults: () => once(/^RCPT TO:<bad@/, "550 5.1.1 nobody here"),
    to: ["good@example.com", "bad@example.com"],
    expected: {
      outcome: "accepted",
      recipients: [
        { address: "good@example.com", outcome: "accepted", code: 250 },
        { address: "bad@example.com", outcome: "refused", code: 550, response: "550 5.1.1 nobody here" },
      ],
    },
    isThrown: false,
  },
  {
    name: "every recipient is refused",
    faults: () => once(/^RCPT/, "550 5.1.1 nobody here"),
    expected: {
      outcome: "refused",
      stage: "rcpt",
      retryable: false,
      error: { code: "recipients_refused", response: "550 5.1.1 nobody here" },
      recipients: [{ address: "to@example.com", outcome: "refused", code: 550 }],
    },
    isThrown: true,
  },
  {
    name: "every recipient is refused for now",
    faults: () => once(/^RCPT/, "450 4.2.1 busy"),
    expected: { outcome: "refused", stage: "rcpt", retryable: true, error: { code: "recipients_refused" } },
    isThrown: true,
  },
  {
    name: "the sender is refused",
    faults: () => once(/^MAIL/, "550 5.1.8 no"),
    expected: { outcome: "refused", stage: "mail", retryable: false, error: { code: "sender_refused" } },
    isThrown: true,
  },
  {
    name: "DATA is refused",
    faults: () => once(/^DATA$/, "554 5.5.1 no"),
    expected: { outcome: "refused", stage: "data", retryable: false, error: { code: "message_refused" } },
    isThrown: true,
  },
  {
    name: "the message is refused",
    faults: () => once(/^\.$/, "554 5.7.1 spam"),
    expected: {
      outcome: "refused",
      stage: "body",
      retryable: false,
      error: { code: "message_refused", response: "554 5.7.1 spam" },
    },
    isThrown: true,
  },
  {
    name: "the connection is lost before the body, and so is the one that replaces it",
    faults: () => once(/^DATA$/, null, 2),
    expected: { outcome: "refused", stage: "data", retryable: true, error: { code: "connection" } },
    isThrown: true,
  },
  {
    name: "the connection is lost after the final dot, without an answer",
    faults: () => once(/^\.$/, null),
    expected: { outcome: "unknown", stage: "body", retryable: false, error: { code: "unknown" } },
    isThrown: true,
  },
];

describe.each(failures.map((failure) => [failure.name, failure] as const))(
  "smtp, where %s",
  (_name, { faults, to, expected, isThrown }) => {
    const drafts = (): readonly EmailMessage[] => [message("a", to), message("b")];

    test("tells it, and the message behind it is sent", async () => {
      await using server = await startFailingServer(faults());
      const seen: Delivery[] = [];
      configureMail({ afterSend: (delivery) => seen.push(delivery) });
      const report = await smtpTo(server).deliver(drafts());
      expect(report.deliveries).toMatchObject([
        { ...expected, messageId: expect.any(String) },
        { outcome: "accepted" },
      ]);
      expect(report.sent).toBe(isThrown ? 1 : 2);
      expect(seen).toEqual(report.deliveries);
      expect((await read(server.bodies.at(-1) ?? "")).subject).toBe("b");
    });

    test(isThrown ? "send() throws its error" : "send() answers 1", async () => {
      await using server = await startFailingServer(faults());
      const sent = smtpTo(server).sendMessages([message("a", to)]);
      if (!isThrown) return expect(await sent).toBe(1);
      const error = await failureOf(sent);
      expect(error).toBeInstanceOf(DeliveryError);
      expect(error.report?.deliveries).toMatchObject([expected]);
      const [delivery] = error.report?.deliveries ?? [];
      expect(delivery && "error" in delivery ? delivery.error : undefined).toBe(error);
    });

    test("it is silenced, and only what was accepted is counted", async () => {
      await using server = await startFailingServer(faults());
      expect(await smtpTo(server, { failSilently: true }).sendMessages(drafts())).toBe(isThrown ? 1 : 2);
    });
  },
);

describe("where the connection is lost", () => {
  test("before the final dot, is refused and retryable: the message was not taken", async () => {
    await using server = await startFailingServer({ breaksOff: true });
    const large = message("large");
    // More than a machine buffers on its own, so that the final dot cannot have left.
    large.body = "A line of text.\n".repeat(1_000_000);
    const error = await failureOf(smtpTo(server).sendMessages([large]));
    expect(error).toMatchObject({ code: "connection", stage: "body", outcome: "refused", retryable: true });
    expect(error.report).toMatchObject({ sent: 0, deliveries: [{ outcome: "refused" }] });
    expect(server.bodies).toEqual([]);
  });

  test("after the final dot, is a DeliveryUnknownError, which is never retryable: the message is there", async () => {
    await using server = await startFailingServer(once(/^\.$/, null));
    const error = await failureOf(smtpTo(server).sendMessages([message("a")]));
    expect(error).toBeInstanceOf(DeliveryUnknownError);
    expect(error).toMatchObject({ outcome: "unknown", retryable: false, report: { sent: 0 } });
    expect(server.bodies).toHaveLength(1);
  });

  test("and no answer comes at all, is unknown once the time is over", async () => {
    await using server = await startFailingServer(once(/^\.$/, ""));
    const smtp = new SmtpBackend({ host: "127.0.0.1", port: server.port, timeout: 0.2 });
    expect(await failureOf(smtp.sendMessages([message("a")]))).toBeInstanceOf(DeliveryUnknownError);
  });

  test("of two messages that fail, BatchDeliveryError is not retryable if one of them is in doubt", async () => {
    let count = 0;
    await using server = await startFailingServer({
      answer: (line) => (line === "." ? [null, "450 4.3.0 later"][count++] : undefined),
    });
    const error = await failureOf(smtpTo(server).sendMessages([message("a"), message("b"), message("c")]));
    expect(error).toBeInstanceOf(BatchDeliveryError);
    expect(error).toMatchObject({ errors: [{ code: "unknown" }, { code: "message_refused" }] });
    expect(error).toMatchObject({ outcome: "unknown", retryable: false });
    expect(error.report?.deliveries.map(({ outcome }) => outcome)).toEqual(["unknown", "refused", "accepted"]);
  });
});
