import { describe, expect, test } from "vitest";
import {
  BadAddressError,
  BaseEmailBackend,
  BatchDeliveryError,
  ConfigurationError,
  type DeliverOptions,
  DeliveryError,
  DeliveryUnknownError,
  EmailMessage,
} from "../src/index.ts";
import { failureOf } from "./failure-of.ts";
import { RecordingBackend } from "./recording-backend.ts";

const message = (subject: string, to: readonly string[] = ["to@example.com"]): EmailMessage =>
  new EmailMessage(subject, "Body", "from@example.com", to);
const refusal = (): DeliveryError =>
  new DeliveryError("No such user.", { code: "recipients_refused", stage: "rcpt", retryable: false, response: "550" });
const doubt = (): DeliveryUnknownError => new DeliveryUnknownError("No answer.", { stage: "body" });
const unreachable = (): DeliveryError =>
  new DeliveryError("Nobody there.", { code: "connection", stage: "connect", retryable: true });

/** A backend that refuses "bad", leaves "lost" in doubt and has a bug at "bug". */
function backend(): RecordingBackend {
  const recording = new RecordingBackend();
  const accept = recording.behaviour;
  recording.behaviour = (draft) => {
    if (draft.subject === "bad") throw refusal();
    if (draft.subject === "lost") throw doubt();
    if (draft.subject === "bug") throw new RangeError("a bug");
    return accept(draft);
  };
  return recording;
}

describe("accepted", () => {
  test("counts 1 and tells the Message-ID and every recipient", async () => {
    const report = await backend().deliver([message("good", ["Ada <a@example.com>", "b@example.com"])]);
    expect(report).toMatchObject({
      sent: 1,
      deliveries: [
        {
          outcome: "accepted",
          messageId: expect.stringMatching(/^<.+@example\.com>$/),
          recipients: [
            { address: "a@example.com", outcome: "accepted" },
            { address: "b@example.com", outcome: "accepted" },
          ],
        },
      ],
    });
  });

  test("the recipients that a backend tells are kept", async () => {
    const recording = backend();
    recording.behaviour = (draft) => ({
      message: draft,
      outcome: "accepted",
      recipients: [{ address: "b@example.com", outcome: "refused", code: 550 }],
    });
    const report = await recording.deliver([message("good", ["b@example.com"])]);
    expect(report.deliveries[0]?.recipients).toEqual([{ address: "b@example.com", outcome: "refused", code: 550 }]);
  });
});

describe("refused", () => {
  test("send throws the message's own error, which carries the report", async () => {
    const error = await failureOf(backend().sendMessages([message("good"), message("bad")]));
    expect(error).toMatchObject({ code: "recipients_refused", response: "550", report: { sent: 1 } });
  });

  test("what is invalid or refused does not stop the messages behind it", async () => {
    const recording = backend();
    const error = await failureOf(
      recording.sendMessages([message("bad"), message("invalid", ["a@b@c"]), message("good")]),
    );
    expect(error).toBeInstanceOf(BatchDeliveryError);
    expect((error as BatchDeliveryError).errors.map(({ code }) => code)).toEqual(["recipients_refused", "bad_address"]);
    expect(error.report?.deliveries.map(({ outcome }) => outcome)).toEqual(["refused", "refused", "accepted"]);
    expect(error.message).toMatch(/^2 of 3 messages were not accepted\. No such user\. to\[0\] must be .*\.$/);
    expect(recording.calls).toEqual(["connect", "transmit bad", "connect", "transmit good", "disconnect"]);
  });

  test("a connection that cannot be had ends the batch: the rest is refused, not attempted, retryable", async () => {
    const recording = backend();
    recording.reachable = () => {
      throw unreachable();
    };
    const report = await recording.deliver([message("a"), message("b"), message("c", [])]);
    expect(report).toMatchObject({
      sent: 0,
      deliveries: [
        { outcome: "refused", stage: "connect", retryable: true, error: { code: "connection" } },
        { outcome: "refused", stage: "not-attempted", retryable: true, error: { code: "not_attempted" } },
        { outcome: "skipped" },
      ],
    });
    expect(recording.calls.filter((call) => call === "connect")).toHaveLength(1);
  });
});

test("unknown: send throws DeliveryUnknownError, which is never retryable", async () => {
  const error = await failureOf(backend().sendMessages([message("lost")]));
  expect(error).toBeInstanceOf(DeliveryUnknownError);
  expect(error).toMatchObject({
    outcome: "unknown",
    retryable: false,
    report: { sent: 0, deliveries: [{ outcome: "unknown" }] },
  });
});

describe("skipped", () => {
  test("a message without recipients is not built and opens no connection", async () => {
    const recording = backend();
    const draft = message("nobody", []);
    draft.message = () => expect.unreachable("it must not be built");
    draft.connection = recording;
    expect(await draft.send()).toBe(0);
    expect(await recording.deliver([draft])).toMatchObject({
      sent: 0,
      deliveries: [{ outcome: "skipped", recipients: [] }],
    });
    expect(recording.calls).not.toContain("connect");
  });

  test("in a batch it is not counted", async () => {
    expect(await backend().sendMessages([message("a"), message("b", []), message("c")])).toBe(2);
  });
});

describe("failSilently", () => {
  test("silences delivery errors and counts what was accepted", async () => {
    expect(
      await backend().sendMessages([message("good"), message("bad"), message("lost"), message("good")], {
        failSilently: true,
      }),
    ).toBe(2);
  });

  test("never silences an invalid message, a configuration error or a bug", async () => {
    const options = { failSilently: true };
    await expect(backend().sendMessages([message("a", ["a@b@c"])], options)).rejects.toThrow(BadAddressError);
    const misconfigured = backend();
    misconfigured.reachable = () => {
      throw new ConfigurationError("no folder");
    };
    await expect(misconfigured.sendMessages([message("a")], options)).rejects.toThrow("no folder");
    await expect(backend().sendMessages([message("bug")], options)).rejects.toThrow("a bug");
  });

  test("given to a call it holds for that call, whatever the connection was made with", async () => {
    const silent = new RecordingBackend({ failSilently: true });
    silent.behaviour = () => {
      throw refusal();
    };
    expect(await silent.sendMessages([message("a")])).toBe(0);
    await expect(silent.sendMessages([message("a")], { failSilently: false })).rejects.toThrow("No such user.");
  });
});

test("a bug in transmit stops the batch; its error tells what left before, and that its own message is in doubt", async () => {
  const recording = backend();
  const error = await failureOf(recording.deliver([message("good"), message("bug"), message("good")]));
  expect(error).toBeInstanceOf(RangeError);
  expect(error.report).toMatchObject({
    sent: 1,
    deliveries: [
      { outcome: "accepted" },
      { outcome: "unknown" },
      { outcome: "refused", stage: "not-attempted", retryable: true },
    ],
  });
  expect(recording.calls).toEqual(["connect", "transmit good", "connect", "transmit bug", "disconnect"]);
});

test("an aborted batch throws an AbortError with the report of what left before", async () => {
  const controller = new AbortController();
  const recording = backend();
  const accept = recording.behaviour;
  recording.behaviour = (draft) => {
    controller.abort();
    return accept(draft);
  };
  const error = await failureOf(recording.sendMessages([message("a"), message("b")], { signal: controller.signal }));
  expect(error).toMatchObject({ name: "AbortError", report: { sent: 1 } });
  expect(recording.calls).toEqual(["connect", "transmit a", "disconnect"]);
});

describe("open()", () => {
  const closed = (failSilently: boolean): RecordingBackend => {
    const recording = new RecordingBackend({ failSilently });
    recording.reachable = () => {
      throw unreachable();
    };
    return recording;
  };

  test("throws for a connection that cannot be had, or answers false where the backend fails silently", async () => {
    await expect(closed(false).open()).rejects.toThrow("Nobody there.");
    expect(await closed(true).open()).toBe(false);
    const buggy = new RecordingBackend({ failSilently: true });
    buggy.reachable = () => {
      throw new ConfigurationError("no folder");
    };
    await expect(buggy.open()).rejects.toThrow("no folder");
  });

  test("that is aborted throws an AbortError, also where the backend fails silently", async () => {
    expect(await failureOf(closed(true).open({ signal: AbortSignal.abort("why") }))).toMatchObject({
      name: "AbortError",
      cause: "why",
    });
  });
});

test("what was not attempted says why: no connection, an abort, or an end of the batch", async () => {
  const reasonOf = async (promise: Promise<unknown>): Promise<string | undefined> => {
    const last = (await failureOf(promise)).report?.deliveries.at(-1);
    return last && "error" in last ? last.error.message : undefined;
  };
  const nobody = new RecordingBackend();
  nobody.reachable = () => {
    throw unreachable();
  };
  const drafts = [message("bug"), message("b")];
  expect(await reasonOf(nobody.sendMessages(drafts))).toBe(
    "Not attempted, since no connection could be had at a message before it.",
  );
  expect(await reasonOf(backend().sendMessages(drafts))).toBe(
    "Not attempted, since the batch ended at a message before it.",
  );
  expect(await reasonOf(backend().sendMessages(drafts, { signal: AbortSignal.abort() }))).toBe(
    "Not attempted, since the delivery was aborted.",
  );
});

describe("concurrent batches", () => {
  /** A backend whose connection takes a while, and which an abort ends. */
  class Slow extends RecordingBackend {
    isConnected = false;
    protected override async connect(options: DeliverOptions): Promise<void> {
      if (this.isConnected) return;
      await super.connect(options);
      await new Promise((resolve, reject) => {
        const timer = setTimeout(resolve, 20);
        options.signal?.addEventListener("abort", () => {
          clearTimeout(timer);
          reject(unreachable());
        });
      });
      this.isConnected = true;
    }
  }

  test("share one attempt to connect", async () => {
    const slow = new Slow();
    await Promise.all([slow.open(), slow.sendMessages([message("a")]), slow.sendMessages([message("b")])]);
    expect(slow.calls).toEqual(["connect", "transmit a", "transmit b"]);
  });

  test("share its failure", async () => {
    const slow = new Slow();
    slow.reachable = () => {
      throw unreachable();
    };
    const calls = [slow.sendMessages([message("a")]), slow.sendMessages([message("b")])];
    expect((await Promise.all(calls.map(failureOf))).map(({ code }) => code)).toEqual(["connection", "connection"]);
    expect(slow.calls.filter((call) => call === "connect")).toHaveLength(1);
  });

  test("are not hurt by the abort of the one that began to connect, and can be aborted while they wait", async () => {
    const slow = new Slow();
    const first = failureOf(slow.sendMessages([message("a")], { signal: AbortSignal.timeout(10) }));
    await new Promise((resolve) => setTimeout(resolve, 1));
    const second = slow.sendMessages([message("b")]);
    const third = failureOf(slow.sendMessages([message("c")], { signal: AbortSignal.timeout(1) }));
    expect((await third).name).toBe("AbortError");
    expect((await first).name).toBe("AbortError");
    expect(await second).toBe(1);
    expect(slow.calls.filter((call) => call === "connect")).toHaveLength(2);
  });
});

describe("the connection", () => {
  test("is opened for a batch and closed behind it", async () => {
    const recording = backend();
    await recording.sendMessages([message("a")]);
    expect(recording.calls).toEqual(["connect", "transmit a", "disconnect"]);
  });

  test("is held from open() to close(), and open() tells whether it is new", async () => {
    const recording = backend();
    expect(await recording.open()).toBe(true);
    expect(await recording.open()).toBe(false);
    await recording.sendMessages([message("a")]);
    expect(recording.calls).not.toContain("disconnect");
    await recording.close();
    expect(recording.calls.at(-1)).toBe("disconnect");
  });

  test("outlives the first of two concurrent batches; the last one closes it", async () => {
    const recording = backend();
    const accept = recording.behaviour;
    recording.behaviour = async (draft) => {
      await new Promise((resolve) => setTimeout(resolve, draft.subject === "slow" ? 30 : 1));
      return accept(draft);
    };
    await Promise.all([recording.sendMessages([message("slow")]), recording.sendMessages([message("fast")])]);
    expect(recording.calls.filter((call) => call === "disconnect")).toHaveLength(1);
    expect(recording.calls.at(-1)).toBe("disconnect");
  });

  test("is closed by the end of an `await using` block", async () => {
    const recording = backend();
    {
      await using held = recording;
      await held.open();
    }
    expect(recording.calls).toEqual(["connect", "disconnect"]);
  });
});

test("each send builds anew: a new Message-ID for the same draft", async () => {
  const draft = message("a");
  const report = await backend().deliver([draft, draft]);
  const [first, second] = report.deliveries.map(({ messageId }) => messageId);
  expect(first).not.toBe(second);
});

test("prepare shows the octets that would be sent, and sends nothing", async () => {
  const recording = backend();
  const draft = message("a", ["Ada <to@example.com>"]);
  draft.extraHeaders = { Date: "Mon, 23 Nov 2026 09:05:00 +0000", "Message-ID": "<a@b>" };
  const { envelope, bytes, warnings } = await recording.prepare(draft);
  expect(envelope).toEqual({ from: "from@example.com", to: ["to@example.com"] });
  expect(warnings).toEqual([]);
  expect(recording.calls).toEqual([]);
  await recording.sendMessages([draft]);
  expect(recording.sent[0]?.mime.toBytes()).toEqual(bytes);
});

test("overridden message() and recipients() are honoured, and cannot smuggle", async () => {
  class Everyone extends EmailMessage {
    override recipients(): string[] {
      return ["all@example.com"];
    }
  }
  const recording = backend();
  await recording.sendMessages([new Everyone("a", "Body", "from@example.com")]);
  expect(recording.sent[0]?.envelope.to).toEqual(["all@example.com"]);

  class Smuggler extends EmailMessage {
    override recipients(): string[] {
      return ["a@example.com>\r\nRCPT TO:<b@example.com"];
    }
  }
  await expect(recording.sendMessages([new Smuggler("a", "Body", "from@example.com")])).rejects.toThrow(/line breaks/);
});

test("a batch of 200,000 that a bug ends is reported whole", async () => {
  const draft = message("bug");
  const error = await failureOf(backend().deliver(Array.from({ length: 200_000 }, () => draft)));
  expect(error.report?.deliveries).toHaveLength(200_000);
});

describe("calls that share an error", () => {
  test("each carry a report of their own", async () => {
    const shared = unreachable();
    const recording = backend();
    recording.reachable = () => {
      throw shared;
    };
    const calls = [recording.sendMessages([message("a")]), recording.sendMessages([message("b"), message("c", [])])];
    const errors = await Promise.all(calls.map(failureOf));
    expect(errors.map(({ report }) => report?.deliveries.map((delivery) => delivery.message.subject))).toEqual([
      ["a"],
      ["b", "c"],
    ]);
    for (const error of errors) expect(error).toBeInstanceOf(DeliveryError);
  });
});

test("a connection that does not end well changes nothing of what was accepted; close() tells it", async () => {
  class Clumsy extends RecordingBackend {
    protected override async disconnect(): Promise<void> {
      throw new Error("close failed");
    }
  }
  expect(await new Clumsy().sendMessages([message("a")])).toBe(1);
  await expect(new Clumsy().close()).rejects.toThrow("close failed");
});

test("close() during a batch leaves the connection to the batch", async () => {
  const recording = backend();
  const accept = recording.behaviour;
  recording.behaviour = async (draft) => {
    await recording.close();
    expect(recording.calls).not.toContain("disconnect");
    return accept(draft);
  };
  await recording.open();
  expect(await recording.sendMessages([message("a")])).toBe(1);
  expect(recording.calls.at(-1)).toBe("disconnect");
});

test("what is no list of messages is a TypeError that says what was given", async () => {
  await expect(backend().sendMessages(message("a") as never)).rejects.toThrow(
    "The messages must be a list, such as [message]",
  );
  await expect(backend().sendMessages([{ subject: "a" }] as never)).rejects.toThrow(
    "messages[0] must be an EmailMessage",
  );
});

test("recipients() that throws a BadAddressError refuses its own message alone", async () => {
  class Picky extends EmailMessage {
    override recipients(): string[] {
      throw new BadAddressError("nobody");
    }
  }
  const report = await backend().deliver([new Picky(), message("a")]);
  expect(report.deliveries.map(({ outcome }) => outcome)).toEqual(["refused", "accepted"]);
});

test("a backend that overrides nothing says what it must override", async () => {
  await expect(new BaseEmailBackend().sendMessages([message("a")])).rejects.toThrow("must override transmit()");
});
