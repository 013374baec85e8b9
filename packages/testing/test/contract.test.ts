import type * as nodeTest from "node:test";
import type * as jest from "@jest/globals";
import {
  accepted,
  type BackendOptions,
  BaseEmailBackend,
  checkBackendOptions,
  type Delivery,
  failed,
  type Outgoing,
  UnsupportedFeatureError,
} from "@posthorn/core";
import { describe, expect, expectTypeOf, test, vi } from "vitest";
import {
  type BackendUnderTest,
  contractCases,
  describeBackend,
  type ReceivedMail,
  readMail,
  runCase,
  type TestRunner,
} from "../src/contract/index.ts";

/** A backend into an array. */
class KeepingBackend extends BaseEmailBackend {
  static mails: Promise<ReceivedMail>[] = [];

  constructor(options: BackendOptions = {}) {
    checkBackendOptions("KeepingBackend", options);
    super(options);
  }

  protected override async transmit({ message, envelope, mime }: Outgoing): Promise<Delivery> {
    KeepingBackend.mails.push(readMail(this.octets((await mime.buffered()).toBytes()), envelope));
    return accepted(message);
  }

  protected octets(octets: Uint8Array): Uint8Array {
    return octets;
  }
}

const keeping = (Backend: typeof KeepingBackend = KeepingBackend): BackendUnderTest => ({
  create: (options) => new Backend(options),
  received: () => Promise.all(KeepingBackend.mails),
  beforeCase: () => {
    KeepingBackend.mails = [];
  },
});

/** A runner that writes down what is declared. */
function declared(backend: BackendUnderTest): ReadonlyMap<string, () => Promise<void>> {
  const tests = new Map<string, () => Promise<void>>();
  const runner: TestRunner = {
    describe: (_name, declare) => declare(),
    test: (name, run) => tests.set(name, run),
  };
  describeBackend("keeping", backend, runner);
  return tests;
}

const contractCase = (id: string) =>
  contractCases.find((each) => each.id === id) ?? expect.unreachable(`There is no case ${id}.`);

test("a case is data: what it is about, and what it needs", async () => {
  const members = new Set(contractCases.flatMap((each) => Object.keys(each)));
  expect([...members].sort()).toEqual(["feature", "id", "needs", "title"]);
  await runCase({ id: "html", title: "" }, keeping());
  await expect(runCase({ id: "htlm", title: "" }, keeping())).rejects.toThrow(
    new TypeError("There is no case 'htlm'; contractCases lists those that there are."),
  );
});

describeBackend("a backend that keeps what it is given", keeping(), { describe, test });

test("the cases for which nothing is given are not declared, and the title says how many and why", () => {
  const titleOf = (backend: BackendUnderTest): string => {
    const titles: string[] = [];
    describeBackend("keeping", backend, { describe: (title) => titles.push(title), test: () => undefined });
    return titles.join();
  };
  expect(titleOf(keeping())).toMatch(
    /^keeping holds the contract of a backend, but for the \d+ of its \d+ cases that need refusedRecipient, unreachable, secret$/,
  );
  const given = { refusedRecipient: "eve@example.com", secret: "canary", unreachable: () => new KeepingBackend() };
  expect(titleOf({ ...keeping(), ...given })).toBe("keeping holds the contract of a backend");
  const needing = (needs: string): number => contractCases.filter((each) => each.needs === needs).length;
  const missing = needing("unreachable") + needing("secret") + needing("refusedRecipient");
  expect(missing).toBeGreaterThan(4);
  expect(declared(keeping()).size).toBe(contractCases.length - missing);
  expect(declared({ create: () => new KeepingBackend() }).size).toBe(declared(keeping()).size - needing("received"));
});

test("of what nobody can look at it is declared that the message is taken, and no more", async () => {
  const carries = (names: Iterable<string>): readonly string[] =>
    [...names].filter((name) => /^(?:carries|hands)/.test(name) && !name.includes("batches"));
  expect(carries(declared(keeping()).keys()).length).toBeGreaterThan(20);
  const unseen = declared({ create: () => new KeepingBackend() });
  expect(carries(unseen.keys())).toEqual([]);
  class Losing extends KeepingBackend {
    protected override async transmit({ message }: Outgoing): Promise<Delivery> {
      return accepted(message);
    }
  }
  const name =
    "takes the message, and shows nobody whether it carries the names of files, in any script and of any length";
  expect([...unseen.keys()]).toContain(name);
  await declared({ create: () => new Losing() }).get(name)?.();
  class Refusing extends KeepingBackend {
    protected override async transmit(): Promise<Delivery> {
      throw new UnsupportedFeatureError("No such names.");
    }
  }
  await expect(declared({ create: () => new Refusing() }).get(name)?.()).rejects.toThrow(
    "If that is meant, supports: { fileNames: false } says that it does not carry file names in any script.",
  );
});

test("a feature that is not supported is declared as what is refused", async () => {
  const name =
    "does not support attachments that stream, and says so instead: carries the whole of an attachment that streams, and reads it once";
  const run = declared({ ...keeping(), supports: { streams: false } }).get(name);
  await expect(run?.()).rejects.toThrow(
    "supports.streams is false, so a message with attachments that stream must be refused with UnsupportedFeatureError; the call answered 1.",
  );
});

test("describe and test are the globals where no others are given", () => {
  const names: string[] = [];
  vi.stubGlobal("describe", (name: string, declare: () => void) => {
    names.push(name);
    declare();
  });
  vi.stubGlobal("test", (name: string) => names.push(name));
  describeBackend("keeping", keeping());
  vi.unstubAllGlobals();
  expect(names.slice(0, 2)).toEqual([
    expect.stringMatching(/^keeping holds the contract of a backend/),
    "carries a plain text message, with its subject and its sender",
  ]);
});

test("the test runners that it names are taken as they are", () => {
  expectTypeOf<Pick<typeof nodeTest, "describe" | "test">>().toExtend<TestRunner>();
  expectTypeOf<Pick<typeof jest, "describe" | "test">>().toExtend<TestRunner>();
  expectTypeOf({ describe, test }).toExtend<TestRunner>();
});

test("cases that a runner begins at the same time wait for one another", async () => {
  const results = await Promise.allSettled(Array.from(declared(keeping()).values(), (run) => run()));
  expect(results.filter(({ status }) => status === "rejected")).toEqual([]);
});

test("an exception is declared with its reason, holds while the case fails, and fails once it holds", async () => {
  const exceptions = { "plain-text": "Mails are written backwards." };
  const name =
    "does not hold: carries a plain text message, with its subject and its sender. Mails are written backwards.";
  class Backwards extends KeepingBackend {
    protected override octets(octets: Uint8Array): Uint8Array {
      return octets.reverse();
    }
  }
  await declared({ ...keeping(Backwards), exceptions }).get(name)?.();
  await expect(declared({ ...keeping(), exceptions }).get(name)?.()).rejects.toThrow(
    "The backend carries a plain text message, with its subject and its sender, so 'plain-text' is no exception any more; take it out.",
  );
});

test("an exception is one for what the backend does, also by throwing; what the registration throws is a failure", async () => {
  const exceptions = { "plain-text": "It never works.", held: "It cannot be held." };
  const boom = () => {
    throw new Error("boom");
  };
  for (const broken of [{ create: boom }, { received: boom }, { beforeCase: boom }, { afterCase: boom }]) {
    const [run] = [...declared({ ...keeping(), ...broken, exceptions })].flatMap(([name, run]) =>
      name.startsWith("does not hold: carries a plain text") ? [run] : [],
    );
    await expect(run?.()).rejects.toThrow("boom");
  }
  class NotToBeOpened extends KeepingBackend {
    override open(): Promise<boolean> {
      return boom();
    }
  }
  const held = contractCase("held");
  await expect(runCase(held, keeping(NotToBeOpened))).rejects.toThrow(
    "The backend threw where it must not: Error: boom",
  );
  const name = `does not hold: ${held.title}. ${exceptions.held}`;
  await declared({ ...keeping(NotToBeOpened), exceptions }).get(name)?.();
});

test("runCase checks what it is given as describeBackend does", async () => {
  const create = () => new KeepingBackend();
  const run = (backend: object) => runCase(contractCase("html"), backend as BackendUnderTest);
  await expect(run({ creat: create })).rejects.toThrow('takes no option "creat"; it takes create, received,');
  await expect(run({ create, supports: { attachment: false } })).rejects.toThrow(
    "supports has no feature 'attachment'",
  );
  await expect(runCase(contractCase("secret-in-errors"), { create })).rejects.toThrow(
    "The case 'secret-in-errors' needs secret, which is not given; canRun() tells.",
  );
});

test("a failure tells what happened, of a file the octet", async () => {
  class Cutting extends KeepingBackend {
    protected override octets(octets: Uint8Array): Uint8Array {
      const source = Buffer.from(octets).toString("latin1").replace("AA==", "");
      return Buffer.from(source, "latin1");
    }
  }
  await expect(runCase(contractCase("octets"), keeping(Cutting))).rejects.toThrow(
    "The file: expected 769 octets, got 768; from octet 768 on expected 00, got the end.",
  );
});

test("what a backend throws is told, without the messages of its report, and a refusal with what could be said of it", async () => {
  class Refusing extends KeepingBackend {
    protected override async transmit({ message }: Outgoing): Promise<Delivery> {
      return failed(message, new UnsupportedFeatureError("No replies."));
    }
  }
  const failure = async (id: string): Promise<Error> =>
    runCase(contractCase(id), keeping(Refusing)).then(
      () => expect.unreachable("it must fail"),
      (error: Error) => error,
    );
  const { message, cause } = await failure("plain-text");
  expect(message).toBe(
    "What sendMessages() answers for 'Your table': expected 1; it threw UnsupportedFeatureError: No replies.",
  );
  expect(cause).toMatchObject({ name: "UnsupportedFeatureError", message: "No replies." });
  expect(cause).not.toHaveProperty("report");
  expect((await failure("reply-to")).message).toBe(
    "The backend refuses the message: No replies. If that is meant, supports: { replyTo: false } says that it does not carry Reply-To, of several mailboxes.",
  );
});

test("what a case made is closed, and the other side ended, when it fails too", async () => {
  const events: string[] = [];
  class Failing extends KeepingBackend {
    override async sendMessages(): Promise<number> {
      throw new Error("It fails.");
    }

    override async close(): Promise<void> {
      events.push("closed");
    }
  }
  const backend = { create: () => new Failing(), afterCase: () => void events.push("ended") };
  await expect(runCase(contractCase("plain-text"), backend)).rejects.toThrow("It fails.");
  expect(events).toEqual(["closed", "ended"]);
});

describe("is an error", () => {
  const runner: TestRunner = { describe: () => undefined, test: () => undefined };
  const create = () => new KeepingBackend();

  test("of the compiler and of the call: a feature that does not exist", () => {
    // @ts-expect-error: the feature is called streams
    expect(() => describeBackend("keeping", { create, supports: { stream: false } }, runner)).toThrow(
      "supports has no feature 'stream'; there are replyTo, ",
    );
  });

  test.each<[what: string, backend: object, message: string]>([
    ["a member that does not exist", { create, recieved: () => [] }, 'takes no option "recieved"'],
    ["no create", {}, "create must be a function that makes a new backend; got undefined."],
    ["a member that is no function", { create, opened: 3 }, "opened must be a function; got 3."],
    ["an empty secret", { create, secret: "" }, "secret must be a string that is not empty; got ''."],
    [
      "a feature that is neither",
      { create, supports: { streams: "no" } },
      "supports.streams must be true or false; got 'no'.",
    ],
    ["an exception to no case", { create, exceptions: { plain: "" } }, "exceptions has no case 'plain'"],
    [
      "an exception without a reason",
      { create, exceptions: { html: "" } },
      "The exception 'html' needs a reason, a sentence",
    ],
  ])("%s", (_what, backend, message) => {
    expect(() => describeBackend("keeping", backend as BackendUnderTest, runner)).toThrow(message);
  });

  test("no test runner", () => {
    expect(() => describeBackend("keeping", { create })).toThrow(
      "describeBackend() finds no describe and test; give it those",
    );
    expect(() => describeBackend("", { create }, runner)).toThrow('must be a string, such as "smtp"; got');
  });
});
