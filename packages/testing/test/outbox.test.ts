import { inspect } from "node:util";
import { type BaseEmailBackend, configureMail, EmailMessage, getConnection } from "@posthorn/core";
import { MemoryBackend } from "@posthorn/memory";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { followScript, refuse } from "../src/faults/index.ts";
import {
  type Outbox,
  OutboxError,
  outbox,
  outboxHeaders,
  sentBy,
  useOutbox,
  withOutbox,
  withOutboxOf,
} from "../src/index.ts";
import { MailingServer, send } from "./mailing-server.ts";

/** Something that another test waits for. */
function deferred(): { readonly promise: Promise<void>; resolve(): void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

const subjects = (messages: Outbox = outbox): readonly string[] => messages.map(({ subject }) => subject);

const server = new MailingServer();
let early: BaseEmailBackend;
beforeAll(async () => {
  await server.listen();
  early = await getConnection();
  await send("before all tests");
  expect(subjects()).toEqual(["before all tests"]);
});
afterAll(() => server.close());
afterEach(() => configureMail({}));

describe("the outbox of a test", () => {
  test("begins empty, whatever was sent before all tests", () => {
    expect(outbox).toEqual([]);
    expect([...outbox]).toEqual([]);
    expect(outbox.length).toBe(0);
  });

  test("takes what a server sends that was started before", async () => {
    await server.request("asked for");
    expect(subjects()).toEqual(["asked for"]);
  });

  test("takes what is sent through a connection of the default mailer that was made before", async () => {
    await new EmailMessage({ subject: "early", to: ["to@example.com"], connection: early }).send();
    expect(subjects()).toEqual(["early"]);
  });

  test("is a live view: a message stands in it as soon as it was sent", async () => {
    const view = outbox;
    const sending = send("now");
    expect(view).toHaveLength(0);
    await sending;
    expect(view).toHaveLength(1);
    expect(Array.isArray(view)).toBe(true);
    expect(view.at(-1)?.subject).toBe("now");
    expect(view.find(({ subject }) => subject === "now")).toBe(view[0]);
    expect(JSON.parse(JSON.stringify(view))).toHaveLength(1);
    expect(inspect(view)).toContain("subject: 'now'");
  });

  test("cannot be written to", async () => {
    await send("kept");
    const writable = outbox as EmailMessage[];
    const writings = [
      () => writable.push(new EmailMessage()),
      () => writable.splice(0),
      () => writable.fill(new EmailMessage()),
      () => {
        writable.length = 0;
      },
      () => {
        delete writable[0];
      },
      () => Object.defineProperty(writable, "0", { value: undefined }),
    ];
    for (const write of writings) expect(write).toThrow(/cannot be written to/);
    expect(subjects()).toEqual(["kept"]);
  });

  test("holds copies that later changes to the draft and to its octets do not reach", async () => {
    const octets = new Uint8Array([1, 2, 3]);
    const draft = new EmailMessage({ subject: "before", to: ["to@example.com"], headers: { "X-Tag": "before" } });
    draft.attach("octets.bin", octets);
    await draft.send();
    draft.subject = "after";
    draft.to.push("other@example.com");
    draft.extraHeaders["X-Tag"] = "after";
    octets.fill(9);
    expect(outbox[0]).toMatchObject({ subject: "before", to: ["to@example.com"], extraHeaders: { "X-Tag": "before" } });
    expect(outbox[0]?.attachments[0]?.content).toEqual(new Uint8Array([1, 2, 3]));
  });

  test("does not take what was refused, of a batch no more than that", async () => {
    const drafts = ["first", "bad\nsecond", "third"].map(
      (subject) => new EmailMessage({ subject, to: ["to@example.com"] }),
    );
    const connection = await getConnection();
    await expect(connection.sendMessages(drafts)).rejects.toThrow(/line breaks/);
    expect(subjects()).toEqual(["first", "third"]);
  });

  test("does not take what is sent over a connection that was given", async () => {
    const connection = new MemoryBackend({ outbox: [] });
    await new EmailMessage({ to: ["to@example.com"], connection }).send();
    expect(connection.outbox).toHaveLength(1);
    expect(outbox).toHaveLength(0);
  });
});

describe("sentBy", () => {
  test("tells the mailer, the envelope and what stood on the wire", async () => {
    configureMail({ mailers: { marketing: { backend: MemoryBackend } }, defaultFromEmail: "shop@example.com" });
    const draft = new EmailMessage({ subject: "Hello", to: ["Zoë <zoe@example.com>"], bcc: ["archive@example.com"] });
    const report = await draft.deliver({ using: "marketing" });
    const { mailer, envelope, mime } = sentBy(outbox[0]);
    expect(mailer).toBe("marketing");
    expect(envelope).toMatchObject({ from: "shop@example.com", to: ["zoe@example.com", "archive@example.com"] });
    expect(mime.get("Message-ID")).toBe(report.deliveries[0]?.messageId);
    expect(mime.toString()).not.toContain("archive");
  });

  test("has what streamed, beside the Date and the Message-ID that were sent", async () => {
    const draft = new EmailMessage({ to: ["to@example.com"] });
    draft.attach("streamed.bin", new Response("streamed").body ?? expect.unreachable("a response has a body"));
    const report = await draft.deliver();
    const { mime } = sentBy(outbox[0]);
    expect(new TextDecoder().decode([...mime.walk()].at(-1)?.content)).toBe("streamed");
    expect(mime.get("Message-ID")).toBe(report.deliveries[0]?.messageId);
    expect(mime.headers.filter(({ name }) => name === "Date")).toHaveLength(1);
  });

  test.each([undefined, new EmailMessage({ subject: "a draft" })])(
    "of what is in no outbox is a TypeError",
    (message) => {
      expect(() => sentBy(message)).toThrow(TypeError);
      expect(() => sentBy(message)).toThrow(
        /takes a message of the outbox, such as outbox\[0\]; got (undefined|EmailMessage)/,
      );
    },
  );
});

describe("a test that is over", () => {
  const gate = deferred();
  let late: Promise<number> | undefined;
  let ofFirst: Outbox = [];

  test("can read its outbox in what is called when it has finished", async ({ onTestFinished }) => {
    onTestFinished(() => {
      ofFirst = [...outbox];
    });
    late = gate.promise.then(() => send("late"));
    await send("in time");
  });

  test("sends no mail into the outbox of the next", async () => {
    expect(subjects(ofFirst)).toEqual(["in time"]);
    gate.resolve();
    await late;
    expect(subjects()).toEqual([]);
  });
});

describe("between tests", () => {
  beforeAll(() => send("before these tests"));

  test("mail that was sent before a test is not the test's", () => {
    expect(subjects()).toEqual([]);
  });
});

test("a mailer that fails silently does so in a test", async () => {
  followScript([refuse(), refuse()]);
  expect(
    await (await getConnection({ failSilently: true })).sendMessages([new EmailMessage({ to: ["to@example.com"] })]),
  ).toBe(0);
  configureMail({ mailers: { quiet: { backend: MemoryBackend, options: { failSilently: true } } } });
  expect(await new EmailMessage({ to: ["to@example.com"] }).send({ using: "quiet" })).toBe(0);
});

test("a message of a class with private fields is kept, with what it streams", async () => {
  class Order extends EmailMessage {
    readonly #number = "42";

    override message(): ReturnType<EmailMessage["message"]> {
      this.extraHeaders["X-Order"] = this.#number;
      return super.message();
    }
  }
  const order = new Order({ to: ["to@example.com"] });
  order.attach("bill.bin", new Blob(["first"]));
  order.attach("bill.bin", new Blob(["second"]));
  order.attach("logo.png", new Blob(["logo"]), { contentId: "logo" });
  await order.send();
  const contents = outbox[0]?.attachments.map(({ content }) => new TextDecoder().decode(content as Uint8Array));
  expect(contents).toEqual(["first", "second", "logo"]);
  expect(sentBy(outbox[0]).mime.get("X-Order")).toBe("42");
});

describe.concurrent("in concurrent tests, mail of which nobody can tell whose it is", () => {
  const bothRun = [deferred(), deferred()] as const;
  const hasArrived = deferred();

  test("makes reading the outbox throw in the test that caused it, and names the mail", async () => {
    bothRun[0].resolve();
    await bothRun[1].promise;
    await server.request("whose?");
    await send("mine");
    hasArrived.resolve();
    expect(() => outbox.length).toThrow(OutboxError);
    expect(() => expect(outbox).toHaveLength(1)).toThrow(
      'A mail to to@example.com with the subject "whose?" belongs to no test',
    );
  });

  test("makes it throw in each other that ran then, and not before it came", async () => {
    bothRun[1].resolve();
    await bothRun[0].promise;
    expect(outbox).toEqual([]);
    await hasArrived.promise;
    expect(() => [...outbox]).toThrow(OutboxError);
  });

  test("does not hurt a test that begins afterwards", async () => {
    await hasArrived.promise;
    await withOutbox(async (own) => {
      await send("later");
      expect(subjects(own)).toEqual(["later"]);
    });
  });
});

describe("withOutbox", () => {
  test("answers what the function answers, and its outbox can be read afterwards", async () => {
    const own = await withOutbox(async (messages) => {
      await send("within");
      return messages;
    });
    expect(subjects(own)).toEqual(["within"]);
    expect(outbox).toEqual([]);
  });

  test("passes on what the function throws, and ends", async () => {
    await expect(withOutbox(() => Promise.reject(new RangeError("own")))).rejects.toThrow(RangeError);
    await send("after");
    expect(subjects()).toEqual(["after"]);
  });

  test("what it did not wait for is still its own, and no other's", async () => {
    let later: Promise<number> | undefined;
    const gate = deferred();
    const own = await withOutbox((messages) => {
      later = gate.promise.then(() => send("late"));
      return messages;
    });
    gate.resolve();
    await later;
    expect(subjects(own)).toEqual(["late"]);
    expect(subjects()).toEqual([]);
  });

  test("its outbox throws, as the current one does, where a mail may be another test's", () =>
    withOutbox(async (own) => {
      await server.request("whose?");
      expect(() => own.length).toThrow(OutboxError);
      expect(() => [...own]).toThrow('with the subject "whose?" belongs to no test');
      expect(() => outbox.length).toThrow(OutboxError);
    }));

  test("takes a function and nothing else", async () => {
    await expect(withOutbox("x" as never)).rejects.toThrow(/withOutbox\(\) takes a function/);
  });
});

describe("a server that tests share", () => {
  test("has the header of the test that runs", async () => {
    const headers = new Headers(outboxHeaders());
    await withOutboxOf(headers, () => send("for this test"));
    expect(subjects()).toEqual(["for this test"]);
  });

  test("is told what is no request and no function", () => {
    expect(() => withOutboxOf(undefined as never, () => 1)).toThrow(/takes the headers of a request; got undefined/);
    expect(() => withOutboxOf({}, undefined as never)).toThrow(/takes a function to call; got undefined/);
  });

  test("does what it does for requests of nobody, and of tests that are over", async () => {
    expect(withOutboxOf({}, () => 1)).toBe(1);
    expect(withOutboxOf({ "x-posthorn-outbox": crypto.randomUUID() }, () => 2)).toBe(2);
    expect(withOutboxOf({ "x-posthorn-outbox": ["a", "b"] }, () => 3)).toBe(3);
  });
});

test("useOutbox() needs both hooks, and says so", () => {
  expect(() => useOutbox({ beforeEach: () => {} } as never)).toThrow(/needs the afterEach of the test runner/);
  expect(() => useOutbox({ beforeAll: () => {} } as never)).toThrow(
    /takes no option 'beforeAll'|takes no option "beforeAll"/,
  );
});
