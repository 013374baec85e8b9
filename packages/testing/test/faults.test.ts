import {
  AbortError,
  BatchDeliveryError,
  DeliveryError,
  DeliveryUnknownError,
  EmailMessage,
  getConnection,
  sendMail,
} from "@posthorn/core";
import { describe, expect, test } from "vitest";
import {
  accept,
  type Fault,
  failWith,
  followScript,
  hang,
  limitRate,
  loseAnswer,
  loseConnection,
  refuse,
  refuseConnection,
  refuseLogin,
  ScriptedBackend,
} from "../src/faults/index.ts";
import { outbox, withOutbox } from "../src/index.ts";
import { send } from "./mailing-server.ts";

const message = (subject: string, ...to: readonly string[]): EmailMessage =>
  new EmailMessage({ subject, to: to.length === 0 ? ["to@example.com"] : to });
const subjects = (): readonly string[] => outbox.map(({ subject }) => subject);

describe("a fault", () => {
  const own = new DeliveryError("The service is down for repairs.", {
    code: "service",
    stage: "request",
    retryable: true,
  });
  test.each<[string, Fault, object]>([
    [
      "refuse()",
      refuse(),
      { code: "message_refused", retryable: false, outcome: "refused", response: "554 5.7.1 Refused" },
    ],
    [
      "refuse() with 4yz",
      refuse("451 4.3.0 Try later"),
      { code: "message_refused", retryable: true, outcome: "refused" },
    ],
    ["limitRate()", limitRate(30_000), { code: "rate_limited", retryable: true, retryAfterMs: 30_000 }],
    ["loseConnection()", loseConnection(), { code: "connection", stage: "body", retryable: true, outcome: "refused" }],
    ["refuseConnection()", refuseConnection(), { code: "connection", stage: "connect", retryable: true }],
    ["refuseLogin()", refuseLogin(), { code: "authentication", stage: "auth", retryable: false }],
    ["failWith()", failWith(own), { code: "service", message: "The service is down for repairs." }],
  ])("%s throws what it stands for, once, and nothing stands in the outbox", async (_, fault, error) => {
    const script = followScript([fault]);
    await expect(send("refused")).rejects.toMatchObject(error);
    expect(outbox).toEqual([]);
    expect(script.remaining).toBe(0);
    expect(await send("accepted")).toBe(1);
    expect(subjects()).toEqual(["accepted"]);
  });

  test("loseAnswer() leaves in doubt what was accepted and stands in the outbox", async () => {
    followScript([loseAnswer()]);
    await expect(send("in doubt")).rejects.toThrow(DeliveryUnknownError);
    expect(subjects()).toEqual(["in doubt"]);
  });

  test("hang() waits for the signal, and what was handed over is in doubt", async () => {
    followScript([hang()]);
    const controller = new AbortController();
    const delivering = message("hanging").deliver({ signal: controller.signal });
    setTimeout(() => controller.abort(), 5);
    const error = await delivering.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AbortError);
    expect(error).toMatchObject({ report: { sent: 0, deliveries: [{ outcome: "unknown" }] } });
  });

  test("refuseConnection() has a cause, and the rest of the batch is not attempted", async () => {
    followScript([refuseConnection()]);
    const report = await (await getConnection()).deliver([message("first"), message("second")]);
    expect(report).toMatchObject({
      sent: 0,
      deliveries: [
        { outcome: "refused", error: { code: "connection", cause: { code: "ESOCKET" } } },
        { outcome: "refused", error: { code: "not_attempted" } },
      ],
    });
  });
});

describe("a script", () => {
  test("is followed from one message to the next, across calls and within a batch", async () => {
    const script = followScript([accept(), refuse(), loseAnswer(), accept()]);
    expect(await send("first")).toBe(1);
    const error = await (await getConnection())
      .sendMessages(["second", "third", "fourth", "fifth"].map((subject) => message(subject)))
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(BatchDeliveryError);
    expect(error).toMatchObject({
      report: { sent: 2, deliveries: ["refused", "unknown", "accepted", "accepted"].map((outcome) => ({ outcome })) },
    });
    expect(subjects()).toEqual(["first", "third", "fourth", "fifth"]);
    expect(script.remaining).toBe(0);
  });

  test("ends with its test", async () => {
    expect(await send("accepted")).toBe(1);
  });

  test("refuses a recipient in every message, and the others are accepted", async () => {
    followScript({
      refuse: { "gone@example.com": "550 5.1.1 No such user", "full@example.com": "452 4.2.2 Full" },
    });
    const { sent, deliveries } = await message("partly", "zoe@example.com", "Gone <gone@example.com>").deliver();
    expect(sent).toBe(1);
    expect(deliveries[0]?.recipients).toEqual([
      { address: "zoe@example.com", outcome: "accepted", code: 250, response: "250 2.1.5 Ok" },
      { address: "gone@example.com", outcome: "refused", code: 550, response: "550 5.1.1 No such user" },
    ]);
    expect(subjects()).toEqual(["partly"]);
    await expect(message("all", "gone@example.com").send()).rejects.toMatchObject({
      code: "recipients_refused",
      retryable: false,
      response: "550 5.1.1 No such user",
    });
    await expect(message("all", "gone@example.com", "FULL@example.com").send()).rejects.toMatchObject({
      code: "recipients_refused",
      retryable: true,
    });
    expect(subjects()).toEqual(["partly"]);
  });

  test("is silenced as any delivery error is", async () => {
    followScript([refuse(), refuseConnection(), loseAnswer()]);
    for (let call = 0; call < 3; call += 1)
      expect(await sendMail("Hello", "Body", null, ["to@example.com"], { failSilently: true })).toBe(0);
  });

  test("does not save an invalid message from being refused, and is not used up by it", async () => {
    const script = followScript([refuse()]);
    await expect(send("a\nb")).rejects.toThrow(/line breaks/);
    expect(script.remaining).toBe(1);
  });

  test("holds for the test that follows it, and no other", async () => {
    await withOutbox(async () => {
      followScript([refuse()]);
      await withOutbox(async () => expect(await send("of another test")).toBe(1));
      await expect(send("of this one")).rejects.toThrow(DeliveryError);
    });
  });

  test("refuses what is no script: each names what it got", () => {
    expect(() => followScript({ send: [] } as never)).toThrow(/takes no option "?'?send.*sends/);
    expect(() => followScript([accept] as never)).toThrow(/sends\[0\] must be a fault/);
    expect(() => followScript([{ kind: "refues" }] as never)).toThrow(/sends\[0\] must be a fault/);
    expect(() => followScript(refuse() as never)).toThrow(/takes a list of faults, .* got one fault/);
    expect(() => followScript(undefined as never)).toThrow(/followScript\(\) takes a list of faults/);
    expect(() => followScript({ refuse: { "Zoë <zoe@example.com>": "550 5.1.1 Gone" } })).toThrow(/bare addresses/);
    expect(() => followScript({ recipients: {} } as never)).toThrow(/refuse: \{ address: reply \}/);
    expect(() => followScript({ refuse: { "a@example.com": "250 Ok" } })).toThrow(
      /refuse\['a@example.com'\] takes a reply of 4yz or 5yz/,
    );
    expect(() => refuse("no")).toThrow(/refuse\(\) takes a reply/);
    expect(() => refuse("550 a\r\nb")).toThrow(TypeError);
    expect(() => refuseLogin("235 Ok")).toThrow(/refuseLogin\(\) takes a reply/);
    expect(() => limitRate(-1)).toThrow(/in ms, from 0 on; got -1/);
    expect(() => failWith(new Error("x") as never)).toThrow(/takes a DeliveryError/);
  });
});

describe("ScriptedBackend", () => {
  test("follows a script of its own, with an outbox of its own", async () => {
    const connection = new ScriptedBackend({ script: [accept(), refuse()] });
    await new EmailMessage({ subject: "first", to: ["to@example.com"], connection }).send();
    await expect(new EmailMessage({ to: ["to@example.com"], connection }).send()).rejects.toThrow(DeliveryError);
    expect(connection.outbox.map(({ subject }) => subject)).toEqual(["first"]);
    expect(outbox).toEqual([]);
  });

  test("refuses an option that does not exist", () => {
    expect(() => new ScriptedBackend({ scripts: [] } as never)).toThrow(/takes no option "scripts"/);
  });
});
