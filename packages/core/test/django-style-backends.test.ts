import { describe, expect, test } from "vitest";
import {
  AbortError,
  accepted,
  BaseEmailBackend,
  type Delivery,
  DeliveryError,
  EmailMessage,
  type Messages,
  type Outgoing,
  openConnection,
  type SendOptions,
  sendMail,
} from "../src/index.ts";
import { failureOf } from "./failure-of.ts";
import { RecordingBackend } from "./recording-backend.ts";

const message = (subject: string, to: readonly string[] = ["to@example.com"]): EmailMessage =>
  new EmailMessage(subject, "Body", "from@example.com", to);

describe("a backend that overrides sendMessages() alone", () => {
  class Counting extends BaseEmailBackend {
    readonly seen: string[] = [];
    answer: (messages: readonly EmailMessage[]) => unknown = (messages) => messages.length;

    override async sendMessages(messages: readonly EmailMessage[]): Promise<number> {
      this.seen.push(messages.map(({ subject }) => subject).join(" "));
      return this.answer(messages) as number;
    }
  }

  test("is what send(), sendMail() and a connection call", async () => {
    const connection = new Counting();
    const draft = message("a");
    draft.connection = connection;
    expect(await draft.send()).toBe(1);
    expect(await sendMail("b", "Body", null, ["b@example.com"], { connection })).toBe(1);
    expect(connection.seen).toEqual(["a", "b"]);
  });

  test.each([
    [2, ["accepted", "skipped", "accepted"]],
    [1, ["unknown", "skipped", "unknown"]],
    [0, ["refused", "skipped", "refused"]],
  ])("has a count of %i reported as %j by deliver()", async (count, outcomes) => {
    const counting = new Counting();
    counting.answer = () => count;
    const report = await counting.deliver([message("a"), message("b", []), message("c")]);
    expect([report.sent, report.deliveries.map(({ outcome }) => outcome)]).toEqual([count, outcomes]);
    expect(counting.seen).toEqual(["a c"]);
  });

  test("which accepted none says nothing of another try", async () => {
    const counting = new Counting();
    counting.answer = () => 0;
    const { deliveries } = await counting.deliver([message("a")]);
    expect(deliveries[0]).toMatchObject({ retryable: false, error: { code: "service" } });
  });

  test.each([[undefined], [-1], [3], [0.5], ["2"]])(
    "that answers %s is a bug, and leaves all in doubt",
    async (answer) => {
      const counting = new Counting();
      counting.answer = () => answer;
      const error = await failureOf(counting.deliver([message("a"), message("b")]));
      expect(error).toBeInstanceOf(TypeError);
      expect(error.message).toContain("sendMessages() of Counting must answer how many messages were accepted");
      expect(error.report?.deliveries.map(({ outcome }) => outcome)).toEqual(["unknown", "unknown"]);
    },
  );

  test("is not called for messages without recipients", async () => {
    const counting = new Counting();
    expect(await counting.deliver([message("a", [])])).toMatchObject({ sent: 0, deliveries: [{ outcome: "skipped" }] });
    expect(counting.seen).toEqual([]);
  });

  test("whose DeliveryError is of the one message says so; of several it leaves each in doubt", async () => {
    const counting = new Counting();
    counting.answer = () => {
      throw new DeliveryError("No.", { code: "message_refused", stage: "data", retryable: false });
    };
    expect((await counting.deliver([message("a")])).deliveries[0]).toMatchObject({ outcome: "refused", stage: "data" });
    const report = await counting.deliver([message("a"), message("b")]);
    expect(report.deliveries.map(({ outcome }) => outcome)).toEqual(["unknown", "unknown"]);
  });

  test("and calls the base's keeps the base's report", async () => {
    class Logging extends RecordingBackend {
      override async sendMessages(messages: Messages, options: SendOptions = {}): Promise<number> {
        this.calls.push("log");
        return super.sendMessages(messages, options);
      }
    }
    const logging = new Logging();
    const accept = logging.behaviour;
    logging.behaviour = (draft) => {
      if (draft.subject === "bad")
        throw new DeliveryError("No.", { code: "message_refused", stage: "data", retryable: false });
      return accept(draft);
    };
    const report = await logging.deliver([message("good"), message("nobody", []), message("bad")]);
    expect(report.sent).toBe(1);
    expect(report.deliveries.map(({ outcome }) => outcome)).toEqual(["accepted", "skipped", "refused"]);
    const aborted = await failureOf(logging.deliver([message("good")], { signal: AbortSignal.abort() }));
    expect(aborted).toBeInstanceOf(AbortError);
    expect(aborted.report?.deliveries).toHaveLength(1);
  });
});

describe("a backend with an open() and a close() of its own", () => {
  class Opening extends BaseEmailBackend {
    readonly calls: string[] = [];
    isOpen = false;

    override async open(): Promise<boolean> {
      const isNew = !this.isOpen;
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (isNew) this.calls.push("open");
      this.isOpen = true;
      return isNew;
    }

    override async close(): Promise<void> {
      if (this.isOpen) this.calls.push("close");
      this.isOpen = false;
    }

    protected override async transmit({ message: draft }: Outgoing): Promise<Delivery> {
      expect(this.isOpen).toBe(true);
      this.calls.push(draft.subject);
      return accepted(draft);
    }
  }

  test("is opened for a batch, and closed behind it", async () => {
    const backend = new Opening();
    expect(await backend.sendMessages([message("a"), message("b")])).toBe(2);
    expect(backend.calls).toEqual(["open", "a", "b", "close"]);
  });

  test("is opened once for concurrent batches, and closed by the last", async () => {
    const backend = new Opening();
    await Promise.all([backend.sendMessages([message("a")]), backend.sendMessages([message("b"), message("c")])]);
    expect(backend.calls.filter((call) => call === "open" || call === "close")).toEqual(["open", "close"]);
    expect(backend.calls.at(-1)).toBe("close");
  });

  test("stays open where it was opened by hand", async () => {
    const backend = new Opening();
    {
      await using held = await openConnection(backend);
      await held.sendMessages([message("a")]);
      await held.sendMessages([message("b")]);
      expect(backend.calls).toEqual(["open", "a", "b"]);
    }
    expect(backend.calls).toEqual(["open", "a", "b", "close"]);
  });

  test("may call the base's: the connection of a class beneath it is made and ended", async () => {
    class Greeting extends RecordingBackend {
      override async open(): Promise<boolean> {
        this.calls.push("greet");
        return super.open();
      }
    }
    const backend = new Greeting();
    expect(await backend.open()).toBe(true);
    await backend.sendMessages([message("a")]);
    await backend.close();
    expect(backend.calls).toEqual(["greet", "connect", "connect", "transmit a", "disconnect"]);
  });
});
