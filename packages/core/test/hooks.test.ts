import { afterEach, describe, expect, test } from "vitest";
import { configureMail, type Delivery, DeliveryError, EmailMessage, InvalidMessageError } from "../src/index.ts";
import { failureOf } from "./failure-of.ts";
import { RecordingBackend } from "./recording-backend.ts";

const message = (subject: string, to: readonly string[] = ["to@example.com"]): EmailMessage =>
  new EmailMessage(subject, "Body", "from@example.com", to);

afterEach(() => configureMail({}));

describe("beforeSend", () => {
  test("may answer a changed copy, which is sent while the draft stays as it was", async () => {
    const backend = new RecordingBackend();
    configureMail({
      beforeSend: (draft) => {
        const copy = draft.copy();
        copy.to = ["staging@example.com"];
        copy.subject = `[staging] ${copy.subject}`;
        return copy;
      },
    });
    const draft = message("Hello");
    const report = await backend.deliver([draft]);
    expect(backend.sent[0]?.envelope.to).toEqual(["staging@example.com"]);
    expect(backend.sent[0]?.mime.get("Subject")).toBe("[staging] Hello");
    expect(draft).toMatchObject({ subject: "Hello", to: ["to@example.com"] });
    expect(report.deliveries[0]?.message).toBe(draft);
    expect(report.deliveries[0]?.recipients).toEqual([{ address: "staging@example.com", outcome: "accepted" }]);
  });

  test("has its copy's sender in the envelope, and its copy in the hands of the backend", async () => {
    const backend = new RecordingBackend();
    const copies: EmailMessage[] = [];
    configureMail({
      beforeSend: (draft) => {
        const copy = draft.copy();
        copy.fromEmail = "staging@example.com";
        copies.push(copy);
        return copy;
      },
    });
    await backend.sendMessages([message("a")]);
    expect(backend.sent[0]?.envelope.from).toBe("staging@example.com");
    expect(backend.sent[0]?.message).toBe(copies[0]);
  });

  test("may answer later, and the message itself to change nothing", async () => {
    const backend = new RecordingBackend();
    configureMail({ beforeSend: async (draft) => draft });
    expect(await backend.sendMessages([message("a")])).toBe(1);
  });

  test("skips a message by answering null: nothing is built, no connection opened", async () => {
    const backend = new RecordingBackend();
    configureMail({ beforeSend: () => null });
    const draft = message("a");
    draft.message = () => expect.unreachable("it must not be built");
    const report = await backend.deliver([draft]);
    expect(report).toMatchObject({ sent: 0, deliveries: [{ outcome: "skipped", recipients: [] }] });
    expect(backend.calls).toEqual(["disconnect"]);
  });

  test("skips a message whose copy has no recipients, and is not asked for one that has none", async () => {
    const asked: string[] = [];
    configureMail({
      beforeSend: (draft) => {
        asked.push(draft.subject);
        const copy = draft.copy();
        copy.to = [];
        return copy;
      },
    });
    const report = await new RecordingBackend().deliver([message("a"), message("nobody", [])]);
    expect(report.deliveries.map(({ outcome }) => outcome)).toEqual(["skipped", "skipped"]);
    expect(asked).toEqual(["a"]);
  });

  test("refuses one message by an InvalidMessageError, and the others go out", async () => {
    configureMail({
      beforeSend: (draft) => {
        if (draft.subject === "bad") throw new InvalidMessageError("No bad mail.");
        return draft;
      },
    });
    const report = await new RecordingBackend().deliver([message("bad"), message("good")]);
    expect(report.deliveries.map(({ outcome }) => outcome)).toEqual(["refused", "accepted"]);
  });

  test("ends the batch by any other error, whose report says that nothing was attempted", async () => {
    const backend = new RecordingBackend();
    configureMail({
      beforeSend: () => {
        throw new RangeError("a bug");
      },
    });
    const error = await failureOf(backend.sendMessages([message("a"), message("b")], { failSilently: true }));
    expect(error).toBeInstanceOf(RangeError);
    expect(error.report?.deliveries.map(({ outcome }) => outcome)).toEqual(["refused", "refused"]);
    expect(backend.sent).toEqual([]);
  });

  test("that answers nothing, since its return was forgotten, is a TypeError, and no mail is lost in silence", async () => {
    const connection = new RecordingBackend();
    configureMail({ beforeSend: (() => undefined) as never });
    const error = await failureOf(connection.sendMessages([message("a"), message("b")]));
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toContain("or null to skip it; it answered undefined.");
    expect(error.report?.deliveries.map(({ outcome }) => outcome)).toEqual(["refused", "refused"]);
  });

  test("that answers something else is a TypeError that says what to answer", async () => {
    configureMail({ beforeSend: () => true as never });
    await expect(new RecordingBackend().sendMessages([message("a")])).rejects.toThrow(
      "beforeSend must answer the message, a changed copy of it, or null to skip it; it answered boolean true.",
    );
  });

  test("is asked by prepare() too, which shows what would be sent", async () => {
    configureMail({
      beforeSend: (draft) => {
        const copy = draft.copy();
        copy.bcc = ["archive@example.com"];
        return copy;
      },
    });
    const { envelope } = await new RecordingBackend().prepare(message("a"));
    expect(envelope.to).toEqual(["to@example.com", "archive@example.com"]);
    configureMail({ beforeSend: () => null });
    await expect(new RecordingBackend().prepare(message("a"))).rejects.toThrow("beforeSend skips it");
  });
});

describe("afterSend", () => {
  test("sees each delivery in order, with its draft: accepted, refused, invalid and skipped", async () => {
    const seen: (readonly [string, string])[] = [];
    configureMail({ afterSend: ({ outcome, message: { subject } }) => seen.push([subject, outcome]) });
    const backend = new RecordingBackend();
    backend.behaviour = (draft) => {
      if (draft.subject === "bad")
        throw new DeliveryError("No.", { code: "message_refused", stage: "data", retryable: false });
      return { message: draft, outcome: "accepted", recipients: [] };
    };
    await backend.deliver([message("good"), message("bad"), message("invalid", ["a@b@c"]), message("nobody", [])]);
    expect(seen).toEqual([
      ["good", "accepted"],
      ["bad", "refused"],
      ["invalid", "refused"],
      ["nobody", "skipped"],
    ]);
  });

  test("sees the refusals of single recipients, which send() does not throw for", async () => {
    const seen: Delivery[] = [];
    configureMail({ afterSend: (delivery) => seen.push(delivery) });
    const backend = new RecordingBackend();
    backend.behaviour = (draft) => ({
      message: draft,
      outcome: "accepted",
      recipients: [
        { address: "a@example.com", outcome: "accepted" },
        { address: "b@example.com", outcome: "refused", code: 550 },
      ],
    });
    expect(await backend.sendMessages([message("a", ["a@example.com", "b@example.com"])])).toBe(1);
    expect(seen[0]?.recipients[1]).toEqual({ address: "b@example.com", outcome: "refused", code: 550 });
  });

  test("is waited for, and what it throws ends the batch with the report of what had left", async () => {
    const backend = new RecordingBackend();
    configureMail({
      afterSend: async () => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        throw new RangeError("the log is full");
      },
    });
    const error = await failureOf(backend.sendMessages([message("a"), message("b")]));
    expect(error.message).toBe("the log is full");
    expect(error.report).toMatchObject({
      sent: 1,
      deliveries: [{ outcome: "accepted" }, { outcome: "refused", stage: "not-attempted" }],
    });
  });

  test("sees a message that a backend's bug left in doubt; the bug is what the call throws", async () => {
    const seen: string[] = [];
    configureMail({
      afterSend: ({ outcome }) => {
        seen.push(outcome);
        throw new Error("the log is full");
      },
    });
    const backend = new RecordingBackend();
    backend.behaviour = () => {
      throw new RangeError("a bug");
    };
    await expect(backend.sendMessages([message("a")])).rejects.toThrow("a bug");
    expect(seen).toEqual(["unknown"]);
  });
});

test("a copy is of the same class, and later changes to the draft do not reach it", () => {
  class Invitation extends EmailMessage {
    guest = { name: "Ada" };
  }
  const octets = Uint8Array.of(1, 2);
  const inner = new EmailMessage("Inner", "Body", null, ["c@example.com"]);
  const draft = new Invitation({ to: ["a@example.com"], headers: { "X-Tag": "a" } });
  draft.attach("a.bin", octets);
  draft.attach(null, inner, "message/rfc822");
  const copy = draft.copy();
  expect(copy).toBeInstanceOf(Invitation);
  expect(copy).toEqual(draft);
  draft.to.push("b@example.com");
  draft.extraHeaders["X-Tag"] = "b";
  draft.guest.name = "Bob";
  octets.fill(9);
  inner.subject = "Changed";
  expect(copy).toMatchObject({ to: ["a@example.com"], extraHeaders: { "X-Tag": "a" }, guest: { name: "Ada" } });
  expect(copy.attachments.map(({ content }) => content)).toMatchObject([Uint8Array.of(1, 2), { subject: "Inner" }]);
});

test("octets in a Buffer are copied too, though its slices share their memory", () => {
  const octets = Buffer.from([1, 2]);
  const copy = new EmailMessage({ attachments: [["a.bin", octets]] }).copy();
  octets.fill(9);
  expect(copy.attachments[0]?.content).toEqual(Uint8Array.of(1, 2));
});
