import { afterEach, describe, expect, test } from "vitest";
import {
  accepted,
  BaseEmailBackend,
  configureMail,
  type Delivery,
  DeliveryError,
  EmailMessage,
  failed,
  type Outgoing,
} from "../src/index.ts";
import { failureOf } from "./failure-of.ts";

const message = (subject: string, to: readonly string[] = ["to@example.com"]): EmailMessage =>
  new EmailMessage(subject, "Body", "from@example.com", to);
const subjectsOf = (batch: readonly Outgoing[]): string => batch.map(({ message: { subject } }) => subject).join(" ");

/** A backend of a service that takes three messages at once. */
class Batching extends BaseEmailBackend {
  protected override readonly batchSize = 3;
  readonly calls: string[] = [];
  answer: (batch: readonly Outgoing[]) => readonly Delivery[] = (batch) => batch.map((each) => accepted(each.message));

  protected override async connect(): Promise<void> {
    this.calls.push("connect");
  }

  protected override async transmitBatch(batch: readonly Outgoing[]): Promise<readonly Delivery[]> {
    this.calls.push(subjectsOf(batch));
    return this.answer(batch);
  }
}

afterEach(() => configureMail({}));

test("a batch holds at most batchSize messages; invalid ones and those without recipients are not among them", async () => {
  const backend = new Batching();
  const messages = [message("a"), message("x", ["a@b@c"]), message("b"), message("y", []), message("c"), message("d")];
  const report = await backend.deliver(messages);
  expect(backend.calls).toEqual(["connect", "a b", "connect", "c d"]);
  expect(report.sent).toBe(4);
  expect(report.deliveries.map((delivery) => delivery.message)).toEqual(messages);
  expect(report.deliveries.map(({ outcome }) => outcome)).toEqual([
    "accepted",
    "refused",
    "accepted",
    "skipped",
    "accepted",
    "accepted",
  ]);
});

test("each message of a batch has its own outcome, in the order of the messages", async () => {
  const backend = new Batching();
  const no = new DeliveryError("No.", { code: "message_refused", stage: "data", retryable: false });
  backend.answer = (batch) =>
    batch.map((each) => (each.message.subject === "b" ? failed(each.message, no) : accepted(each.message)));
  const error = await failureOf(backend.sendMessages([message("a"), message("b"), message("c")]));
  expect(error).toMatchObject({ code: "message_refused", report: { sent: 2 } });
  expect(error.report?.deliveries[1]).toMatchObject({ outcome: "refused", messageId: expect.stringMatching(/^</) });
});

test("a DeliveryError of a batch is what became of all of it, and the next batch goes out", async () => {
  const backend = new Batching();
  backend.answer = (batch) => {
    if (batch.length === 3) throw new DeliveryError("Busy.", { code: "rate_limited", stage: "http", retryable: true });
    return batch.map((each) => accepted(each.message));
  };
  const report = await backend.deliver(["a", "b", "c", "d"].map((subject) => message(subject)));
  expect(report.deliveries.map(({ outcome }) => outcome)).toEqual(["refused", "refused", "refused", "accepted"]);
});

describe("a bug in transmitBatch", () => {
  test.each<[string, (batch: readonly Outgoing[]) => readonly Delivery[]]>([
    ["that throws", () => expect.fail("a bug")],
    ["that answers too few deliveries", (batch) => batch.slice(1).map((each) => accepted(each.message))],
    ["that answers something else", () => [1, 2, 3] as never],
    ["that answers nothing", () => undefined as never],
  ])("%s ends the call and leaves its batch in doubt", async (_what, answer) => {
    const backend = new Batching();
    backend.answer = answer;
    const error = await failureOf(backend.deliver(["a", "b", "c", "d"].map((subject) => message(subject))));
    expect(error.report?.deliveries.map(({ outcome }) => outcome)).toEqual([
      "unknown",
      "unknown",
      "unknown",
      "refused",
    ]);
    expect(error.report?.deliveries[3]).toMatchObject({ stage: "not-attempted", retryable: true });
  });
});

describe("of an async iterable", () => {
  test("what comes without waiting is one batch, and no message waits for the one behind it", async () => {
    const backend = new Batching();
    async function* slow(): AsyncGenerator<EmailMessage> {
      for (const subject of ["a", "b", "c", "d"]) yield message(subject);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(backend.calls).toEqual(["connect", "a b c", "connect", "d"]);
      yield message("e");
    }
    expect(await backend.sendMessages(slow())).toBe(5);
    expect(backend.calls).toEqual(["connect", "a b c", "connect", "d", "connect", "e"]);
  });
});

test.each([0, -1, 0.5, Number.NaN])("a batchSize of %s is an error, and loses no mail in silence", async (size) => {
  class Sized extends Batching {
    protected override readonly batchSize = size as 3;
  }
  await expect(new Sized().sendMessages([message("a")])).rejects.toThrow("batchSize must be a whole number from 1 on");
});

test("of a batch for which no connection can be had, the first has the reason and the others follow from it", async () => {
  class Unreachable extends Batching {
    protected override async connect(): Promise<void> {
      throw new DeliveryError("Nobody there.", { code: "connection", stage: "connect", retryable: true });
    }
  }
  const report = await new Unreachable().deliver(["a", "b", "c", "d"].map((subject) => message(subject)));
  const codes = report.deliveries.map((delivery) => ("error" in delivery ? delivery.error.code : delivery.outcome));
  expect(codes).toEqual(["connection", "not_attempted", "not_attempted", "not_attempted"]);
});

test("afterSend sees each message of a batch once all of it is recorded", async () => {
  const seen: string[] = [];
  configureMail({
    afterSend: ({ message: { subject } }) => {
      seen.push(subject);
      if (subject === "a") throw new Error("the log is full");
    },
  });
  const error = await failureOf(new Batching().deliver([message("a"), message("b")]));
  expect(error.report?.deliveries.map(({ outcome }) => outcome)).toEqual(["accepted", "accepted"]);
  expect(seen).toEqual(["a"]);
});

describe("a promise for a message of a batch", () => {
  class Piping extends BaseEmailBackend {
    fates: readonly (() => Delivery)[] = [];

    protected override async transmitBatch(batch: readonly Outgoing[]): Promise<readonly Promise<Delivery>[]> {
      return batch.map(async ({ message }, index) => {
        // The later ones are known first.
        for (let turn = batch.length; turn > index; turn -= 1) await undefined;
        return this.fates[index]?.() ?? accepted(message);
      });
    }
  }
  const throwing = (error: unknown) => (): Delivery => {
    throw error;
  };
  const no = new DeliveryError("No.", { code: "message_refused", stage: "data", retryable: false });

  test("that rejects with a DeliveryError says what became of that message alone", async () => {
    const backend = new Piping();
    backend.fates = [() => accepted(drafts[0] as EmailMessage), throwing(no)];
    const drafts = ["a", "b", "c"].map((subject) => message(subject));
    const report = await backend.deliver(drafts);
    expect(report.deliveries.map(({ outcome }) => outcome)).toEqual(["accepted", "refused", "accepted"]);
    expect(report.deliveries[1]).toMatchObject({ stage: "data", error: no });
    expect(report.deliveries.map(({ message: { subject } }) => subject)).toEqual(["a", "b", "c"]);
  });

  test("that rejects with a bug leaves that message in doubt, and is thrown with what became of the others", async () => {
    const backend = new Piping();
    const bug = new RangeError("A bug.");
    backend.fates = [() => accepted(drafts[0] as EmailMessage), throwing(bug)];
    const drafts = ["a", "b", "c"].map((subject) => message(subject));
    const error = await failureOf(backend.sendMessages(drafts));
    expect(error).toBe(bug);
    expect(error.report?.deliveries.map(({ outcome }) => outcome)).toEqual(["accepted", "unknown", "accepted"]);
  });
});

describe("a transmitBatch that is not asynchronous", () => {
  test("that throws leaves its messages in doubt, since they may have left", async () => {
    class Throwing extends BaseEmailBackend {
      protected override transmitBatch(): never {
        throw new RangeError("A bug.");
      }
    }
    const error = await failureOf(new Throwing().sendMessages([message("a"), message("b")]));
    expect(error).toBeInstanceOf(RangeError);
    expect(error.report?.deliveries.map(({ outcome }) => outcome)).toEqual(["unknown", "unknown"]);
  });

  test("that answers the deliveries themselves is taken at its word", async () => {
    class Synchronous extends BaseEmailBackend {
      protected override transmitBatch = ((batch: readonly Outgoing[]) =>
        batch.map((each) => accepted(each.message))) as never;
    }
    expect(await new Synchronous().sendMessages([message("a"), message("b")])).toBe(2);
  });
});
