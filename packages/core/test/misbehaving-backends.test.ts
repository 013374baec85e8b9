import { afterEach, describe, expect, test } from "vitest";
import {
  accepted,
  BaseEmailBackend,
  configureMail,
  type Delivery,
  DeliveryError,
  EmailMessage,
  type Outgoing,
} from "../src/index.ts";
import { failureOf } from "./failure-of.ts";
import { RecordingBackend } from "./recording-backend.ts";

const message = (subject: string, to: readonly string[] = ["to@example.com"]): EmailMessage =>
  new EmailMessage(subject, "Body", "from@example.com", to);
const never = (): Promise<never> => new Promise(() => undefined);

afterEach(() => configureMail({}));

describe("a backend's answer that is no delivery is a bug, and leaves the message in doubt", () => {
  test.each<[string, (draft: EmailMessage) => unknown]>([
    ["a misspelled outcome", (draft) => ({ message: draft, outcome: "acepted", recipients: [] })],
    ["a refusal without an error", (draft) => ({ message: draft, outcome: "refused", recipients: [] })],
    ["skipped, which is the base's to say", (draft) => ({ message: draft, outcome: "skipped", recipients: [] })],
    ["a delivery of another message", () => accepted(message("other"))],
    ["nothing", () => undefined],
  ])("%s", async (_what, answer) => {
    const backend = new RecordingBackend();
    backend.behaviour = answer as () => Delivery;
    const error = await failureOf(backend.sendMessages([message("a"), message("b")]));
    expect(error).toBeInstanceOf(TypeError);
    expect(error.report?.deliveries.map(({ outcome }) => outcome)).toEqual(["unknown", "refused"]);
  });

  test("deliveries in another order are no report", async () => {
    class Reversing extends BaseEmailBackend {
      protected override async transmitBatch(batch: readonly Outgoing[]): Promise<readonly Delivery[]> {
        return batch.map((each) => accepted(each.message)).toReversed();
      }
    }
    const error = await failureOf(new Reversing().deliver([message("a"), message("b")]));
    expect(error.message).toBe(
      "A backend must answer the deliveries in the order of the messages; they are in another.",
    );
  });

  test("an error that calls itself unknown and retryable is not retryable", () => {
    const error = new DeliveryError("?", { code: "unknown", stage: "http", retryable: true });
    expect([error.outcome, error.retryable]).toEqual(["unknown", false]);
  });
});

describe("an abort ends a call", () => {
  const abortSoon = (): AbortSignal => AbortSignal.timeout(10);
  const deliver = (backend: BaseEmailBackend, signal: AbortSignal): Promise<Error> =>
    failureOf(backend.sendMessages([message("a"), message("b")], { signal }));

  test("whose beforeSend hangs; nothing was attempted", async () => {
    configureMail({ beforeSend: never });
    const error = await deliver(new RecordingBackend(), abortSoon());
    expect(error).toMatchObject({ name: "AbortError", report: { sent: 0 } });
  });

  test("that was aborted in beforeSend, before the message leaves", async () => {
    const controller = new AbortController();
    configureMail({
      beforeSend: (draft) => {
        controller.abort();
        return draft;
      },
    });
    const backend = new RecordingBackend();
    expect(await deliver(backend, controller.signal)).toMatchObject({ name: "AbortError", report: { sent: 0 } });
    expect(backend.sent).toEqual([]);
  });

  test("whose afterSend hangs; the message was accepted", async () => {
    configureMail({ afterSend: never });
    expect(await deliver(new RecordingBackend(), abortSoon())).toMatchObject({
      name: "AbortError",
      report: { sent: 1 },
    });
  });

  test("whose backend hangs while it connects or sends; what was under way is in doubt", async () => {
    const backend = new RecordingBackend();
    backend.behaviour = never;
    const error = await failureOf(backend.sendMessages([message("a"), message("b")], { signal: abortSoon() }));
    expect(error.name).toBe("AbortError");
    expect(error.report?.deliveries.map(({ outcome }) => outcome)).toEqual(["unknown", "refused"]);
    class Unreachable extends RecordingBackend {
      protected override connect(): Promise<void> {
        return never();
      }
    }
    const unreachable = await deliver(new Unreachable(), abortSoon());
    expect(unreachable).toMatchObject({ name: "AbortError", report: { sent: 0 } });
  });

  test("also where a backend waits for nothing, and timers would not run", async () => {
    const drafts = Array.from({ length: 20_000 }, () => message("a"));
    const error = await failureOf(new RecordingBackend().sendMessages(drafts, { signal: AbortSignal.timeout(30) }));
    expect(error.name).toBe("AbortError");
    expect(error.report?.deliveries).toHaveLength(20_000);
    expect(error.report?.sent).toBeLessThan(20_000);
  });
});

describe("open() and close()", () => {
  class Slow extends RecordingBackend {
    isConnected = false;
    protected override async connect(): Promise<void> {
      if (this.isConnected) return;
      this.calls.push("connect");
      await new Promise((resolve) => setTimeout(resolve, 10));
      this.isConnected = true;
    }
    protected override async disconnect(): Promise<void> {
      this.calls.push("disconnect");
      this.isConnected = false;
    }
    protected override async transmit(outgoing: Outgoing): Promise<Delivery> {
      expect(this.isConnected).toBe(true);
      return super.transmit(outgoing);
    }
  }

  test("a batch that needs no connection does not end one that is being opened", async () => {
    const slow = new Slow();
    const opened = slow.open();
    await slow.sendMessages([message("nobody", [])]);
    expect(await opened).toBe(true);
    expect(await slow.sendMessages([message("a")])).toBe(1);
    expect(slow.calls).toEqual(["connect", "transmit a"]);
  });

  test("a close() behind an open() that is not through yet leaves nothing open, and hurts no batch", async () => {
    const slow = new Slow();
    const [, , sent] = await Promise.all([slow.open(), slow.close(), slow.sendMessages([message("a")])]);
    expect(sent).toBe(1);
    expect(slow.calls).toEqual(["connect", "transmit a", "disconnect"]);
    const alone = new Slow();
    await Promise.all([alone.open(), alone.close()]);
    expect(alone.calls).toEqual(["connect", "disconnect"]);
  });

  test("an open() of a subclass may wait before it calls the base's", async () => {
    class Logging extends BaseEmailBackend {
      override async open(): Promise<boolean> {
        await new Promise((resolve) => setTimeout(resolve, 1));
        return super.open();
      }
      protected override async transmit({ message: draft }: Outgoing): Promise<Delivery> {
        return accepted(draft);
      }
    }
    expect(await new Logging().sendMessages([message("a")])).toBe(1);
  });
});

test.each([
  ["a string", "oops"],
  ["nothing", undefined],
  ["a frozen error", Object.freeze(new Error("frozen"))],
])("%s that a hook throws carries the report of what had left", async (_what, thrown) => {
  configureMail({
    afterSend: () => {
      throw thrown;
    },
  });
  const error = await failureOf(new RecordingBackend().sendMessages([message("a"), message("b")]));
  expect(error).toBeInstanceOf(Error);
  expect(error.report).toMatchObject({ sent: 1 });
});

test("a backend that fails with the signal's own reason is aborted, and its message in doubt", async () => {
  class Fetching extends BaseEmailBackend {
    protected override transmit(
      _outgoing: Outgoing,
      { signal }: { readonly signal?: AbortSignal | undefined },
    ): Promise<Delivery> {
      return new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
    }
  }
  const error = await failureOf(new Fetching().sendMessages([message("a")], { signal: AbortSignal.timeout(10) }));
  expect(error.name).toBe("AbortError");
  expect(error.report?.deliveries.map(({ outcome }) => outcome)).toEqual(["unknown"]);
});

test("no message is sent on a connection that is being ended", async () => {
  class Ending extends RecordingBackend {
    socket: number | undefined;
    sockets = 0;
    protected override async connect(): Promise<void> {
      this.socket ??= ++this.sockets;
    }
    protected override async disconnect(): Promise<void> {
      await new Promise((resolve) => setTimeout(resolve, 5));
      this.socket = undefined;
    }
    protected override async transmit(outgoing: Outgoing): Promise<Delivery> {
      this.calls.push(`${outgoing.message.subject} on ${this.socket}`);
      return super.transmit(outgoing);
    }
  }
  const ending = new Ending();
  const first = ending.sendMessages([message("a")]);
  await new Promise((resolve) => setTimeout(resolve, 2));
  await Promise.all([first, ending.sendMessages([message("b")])]);
  expect(ending.calls.filter((call) => call.includes(" on "))).toEqual(["a on 1", "b on 2"]);
});

test("a stream that waits does not hold a call that no connection can be had for", async () => {
  class Nowhere extends BaseEmailBackend {
    protected override async connect(): Promise<void> {
      throw new DeliveryError("Nobody there.", { code: "connection", stage: "connect", retryable: true });
    }
    protected override async transmitBatch(): Promise<readonly Delivery[]> {
      return [];
    }
  }
  async function* live(): AsyncGenerator<EmailMessage> {
    yield message("a");
    await never();
  }
  await expect(new Nowhere().sendMessages(live())).rejects.toThrow("Nobody there.");
});

test("what a caller does to its array while it is sent does not change what is sent", async () => {
  const drafts = [message("a"), message("b"), message("c")];
  const sent = new RecordingBackend().sendMessages(drafts);
  drafts.length = 0;
  expect(await sent).toBe(3);
});

test("an array with something else in it sends nothing, and says which element it is", async () => {
  const backend = new RecordingBackend();
  const error = await failureOf(backend.sendMessages([message("a"), 5 as never, message("c")]));
  expect(error.message).toBe("messages[1] must be an EmailMessage; got number 5.");
  expect(error.report?.deliveries.map(({ outcome }) => outcome)).toEqual(["refused", "refused", "refused"]);
  expect(backend.calls).toEqual(["disconnect"]);
});

describe("of a stream that ends early, what was taken and not sent is in the report", () => {
  class Batching extends BaseEmailBackend {
    protected override readonly batchSize = 3;
    reachable = true;
    protected override async connect(): Promise<void> {
      if (!this.reachable) throw new DeliveryError("no", { code: "connection", stage: "connect", retryable: true });
    }
    protected override async transmitBatch(batch: readonly Outgoing[]): Promise<readonly Delivery[]> {
      return batch.map((each) => accepted(each.message));
    }
  }

  test("where the source fails, what came before is sent first", async () => {
    async function* source(): AsyncGenerator<EmailMessage> {
      yield message("a");
      yield message("b");
      throw new Error("db gone");
    }
    function* same(): Generator<EmailMessage> {
      yield message("a");
      yield message("b");
      throw new Error("db gone");
    }
    for (const messages of [source(), same()]) {
      const error = await failureOf(new Batching().sendMessages(messages));
      expect(error).toMatchObject({ message: "db gone", report: { sent: 2, deliveries: [] } });
    }
  });

  test("where a hook has a bug, or no connection can be had, the rest of the batch is listed", async () => {
    async function* source(): AsyncGenerator<EmailMessage> {
      for (const subject of ["a", "b", "c", "d"]) yield message(subject);
    }
    const unreachable = new Batching();
    unreachable.reachable = false;
    const refused = await failureOf(unreachable.sendMessages(source()));
    expect(refused.report?.deliveries.map((delivery) => delivery.message.subject)).toEqual(["a", "b", "c"]);
    configureMail({
      beforeSend: (draft) => {
        if (draft.subject === "b") throw new RangeError("a bug");
        return draft;
      },
    });
    const bug = await failureOf(new Batching().sendMessages(source()));
    expect(bug.report?.deliveries.map((delivery) => delivery.message.subject)).toEqual(["a", "b", "c"]);
  });
});
