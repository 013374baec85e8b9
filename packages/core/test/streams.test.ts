import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { BatchDeliveryError, DeliveryError, EmailMessage, sendMassMail } from "../src/index.ts";
import { failureOf } from "./failure-of.ts";
import { RecordingBackend } from "./recording-backend.ts";

const message = (subject: string, to: readonly string[] = ["to@example.com"]): EmailMessage =>
  new EmailMessage(subject, "Body", "from@example.com", to);

const refuse = (): never => {
  throw new DeliveryError("No.", { code: "message_refused", stage: "data", retryable: false });
};

/** A source that says when it is asked for more, and when it is asked to end. */
function source(subjects: readonly string[], log: string[]): AsyncGenerator<EmailMessage> {
  return (async function* drafts() {
    try {
      for (const subject of subjects) {
        log.push(`yield ${subject}`);
        yield message(subject);
      }
    } finally {
      log.push("ended");
    }
  })();
}

test("messages of an async iterable are asked for one at a time", async () => {
  const backend = new RecordingBackend();
  expect(await backend.sendMessages(source(["a", "b"], backend.calls))).toBe(2);
  const log = ["yield a", "connect", "transmit a", "yield b", "connect", "transmit b", "ended", "disconnect"];
  expect(backend.calls).toEqual(log);
});

test("messages of an iterable, such as a Set or a generator, are sent like those of an array", async () => {
  const backend = new RecordingBackend();
  expect(await backend.sendMessages(new Set([message("a"), message("b")]))).toBe(2);
  expect(await sendMassMail(new Set([["c", "Body", null, ["c@example.com"]] as const]), { connection: backend })).toBe(
    1,
  );
  expect(backend.sent.map((outgoing) => outgoing.message.subject)).toEqual(["a", "b", "c"]);
});

test("sendMassMail reads an async iterable while it sends", async () => {
  async function* items(): AsyncGenerator<readonly [string, string, null, string[]]> {
    yield ["a", "Body", null, ["a@example.com"]];
    yield ["b", "Body", null, ["b@example.com"]];
  }
  const connection = new RecordingBackend();
  expect(await sendMassMail(items(), { connection })).toBe(2);
  await expect(sendMassMail("ab" as never, { connection })).rejects.toThrow("sendMassMail() takes a list of");
});

describe("the report of a stream", () => {
  test("lists what was not accepted alone, so that no accepted message is kept", async () => {
    const backend = new RecordingBackend();
    const accept = backend.behaviour;
    backend.behaviour = (draft) => (draft.subject.startsWith("bad") ? refuse() : accept(draft));
    const error = await failureOf(backend.sendMessages(source(["a", "bad 1", "b", "bad 2"], [])));
    expect(error).toBeInstanceOf(BatchDeliveryError);
    expect(error.message).toMatch(/^2 of 4 messages were not accepted\./);
    expect(error.report?.sent).toBe(2);
    expect(error.report?.deliveries.map((delivery) => delivery.message.subject)).toEqual(["bad 1", "bad 2"]);
  });

  test("lists every delivery where deliver() was asked for it", async () => {
    const report = await new RecordingBackend().deliver(source(["a", "b"], []));
    expect(report.deliveries.map((delivery) => delivery.message.subject)).toEqual(["a", "b"]);
  });

  test("memory stays flat, however many messages go through", async () => {
    setFlagsFromString("--expose-gc");
    const collect: () => void = runInNewContext("gc");
    const backend = new RecordingBackend();
    backend.behaviour = (draft) => {
      backend.sent.length = 0;
      backend.calls.length = 0;
      return { message: draft, outcome: "accepted", recipients: [] };
    };
    const used: number[] = [];
    async function* large(): AsyncGenerator<EmailMessage> {
      for (let count = 0; count < 200; count += 1) {
        if (count % 50 === 49) {
          collect();
          used.push(process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers);
        }
        yield new EmailMessage("Large", String(count).padEnd(500_000, "x"), null, ["to@example.com"]);
      }
    }
    expect(await backend.sendMessages(large())).toBe(200);
    const growth = (used.at(-1) ?? 0) - (used[0] ?? 0);
    expect(growth, "octets between the 50th and the 200th message of 500 KB").toBeLessThan(25_000_000);
  });
});

describe("a stream", () => {
  test("is asked for no more once no connection can be had, and is asked to end", async () => {
    const log: string[] = [];
    const backend = new RecordingBackend();
    backend.reachable = () => {
      throw new DeliveryError("Nobody there.", { code: "connection", stage: "connect", retryable: true });
    };
    const error = await failureOf(backend.sendMessages(source(["a", "b", "c"], log)));
    expect(error).toMatchObject({ code: "connection", report: { sent: 0, deliveries: [{ stage: "connect" }] } });
    expect(log).toEqual(["yield a", "ended"]);
  });

  test("that fails ends the call with its own error, which carries the report of what had left", async () => {
    async function* broken(): AsyncGenerator<EmailMessage> {
      yield message("a");
      throw new RangeError("the database is gone");
    }
    const backend = new RecordingBackend();
    const error = await failureOf(backend.sendMessages(broken()));
    expect(error).toBeInstanceOf(RangeError);
    expect(error.report?.sent).toBe(1);
    expect(backend.calls.at(-1)).toBe("disconnect");
  });

  test("that is stuck does not hold an aborted call", async () => {
    async function* stuck(): AsyncGenerator<EmailMessage> {
      yield message("a");
      await new Promise(() => undefined);
    }
    const backend = new RecordingBackend();
    const error = await failureOf(backend.sendMessages(stuck(), { signal: AbortSignal.timeout(20) }));
    expect(error).toMatchObject({ name: "AbortError", report: { sent: 1, deliveries: [] } });
    expect(backend.calls.at(-1)).toBe("disconnect");
  });

  test("is not begun by a call that was aborted before", async () => {
    const log: string[] = [];
    const backend = new RecordingBackend();
    const error = await failureOf(backend.sendMessages(source(["a"], log), { signal: AbortSignal.abort("why") }));
    expect(error).toMatchObject({ name: "AbortError", cause: "why" });
    expect(backend.sent).toEqual([]);
  });
});
