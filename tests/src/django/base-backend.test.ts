import {
  accepted,
  BaseEmailBackend,
  configureMail,
  type Delivery,
  DeliveryError,
  EmailMessage,
  getConnection,
  type Outgoing,
  openConnection,
} from "@posthorn/core";
import { SmtpBackend } from "@posthorn/smtp";
import { afterEach, describe, expect, test } from "vitest";
import { startFailingServer } from "../failing-server.ts";

afterEach(() => configureMail({}));

const message = (connection?: BaseEmailBackend): EmailMessage =>
  new EmailMessage("Subject", "Body", "from@example.com", ["to@example.com"], connection ? { connection } : {});

const refusal = (): DeliveryError =>
  new DeliveryError("Nobody there.", { code: "connection", stage: "connect", retryable: true });

describe("BaseEmailBackend", () => {
  test("B13.1: open() and close() do nothing, and any number of them is fine", async () => {
    const backend = new BaseEmailBackend();
    await backend.close();
    await backend.open();
    await backend.open();
    await backend.close();
    await expect(backend.close()).resolves.toBeUndefined();
  });

  test("B13.1: sending is an error that says what a subclass must override", async () => {
    class Unfinished extends BaseEmailBackend {}
    await expect(new Unfinished().sendMessages([message()])).rejects.toThrow(
      "Unfinished must override transmit() or sendMessages().",
    );
  });

  test("B13.1: options that it does not know are left to the subclass", async () => {
    class Webhook extends BaseEmailBackend {
      readonly url: string;
      constructor(options: { readonly url: string; readonly failSilently?: boolean }) {
        super(options);
        this.url = options.url;
      }
    }
    const backend = await getConnection(Webhook, { url: "https://example.com/hook", failSilently: true });
    expect([backend.url, backend.failSilently]).toEqual(["https://example.com/hook", true]);
  });
});

/** A backend that writes down what is asked of it, by the hooks of Posthorn. */
class Hooked extends BaseEmailBackend {
  readonly calls: string[] = [];
  isReachable = true;
  protected override async connect(): Promise<void> {
    this.calls.push("open");
    if (!this.isReachable) throw refusal();
  }
  protected override async disconnect(): Promise<void> {
    this.calls.push("close");
  }
  protected override async transmit(outgoing: Outgoing): Promise<Delivery> {
    this.calls.push("send");
    return accepted(outgoing.message);
  }
}

/** The same in Django's style. */
class Overridden extends BaseEmailBackend {
  readonly calls: string[] = [];
  isReachable = true;
  override async open(): Promise<boolean> {
    this.calls.push("open");
    if (!this.isReachable) throw refusal();
    return true;
  }
  override async close(): Promise<void> {
    this.calls.push("close");
  }
  override async sendMessages(messages: Iterable<EmailMessage>): Promise<number> {
    this.calls.push("send");
    return [...messages].length;
  }
}

describe.each([
  ["connect() and disconnect()", Hooked],
  ["open() and close()", Overridden],
] as const)("a block with a connection that overrides %s", (_what, Backend) => {
  test("B13.2: has the backend itself, opened, and closes it at its end", async () => {
    const backend = new Backend();
    {
      await using connection = await openConnection(backend);
      expect(connection).toBe(backend);
      expect(backend.calls).toEqual(["open"]);
    }
    expect(backend.calls).toEqual(["open", "close"]);
  });

  test("B13.2: closes it too where the block fails", async () => {
    const backend = new Backend();
    const block = async (): Promise<void> => {
      await using _connection = await openConnection(backend);
      throw new RangeError("in the block");
    };
    await expect(block()).rejects.toThrow("in the block");
    expect(backend.calls).toEqual(["open", "close"]);
  });

  test("B13.2: closes it too where open() fails, whose error goes on", async () => {
    const backend = new Backend();
    backend.isReachable = false;
    await expect(openConnection(backend)).rejects.toThrow("Nobody there.");
    expect(backend.calls).toEqual(["open", "close"]);
  });
});

test("B13.2: messages of a block share its connection", async () => {
  await using server = await startFailingServer();
  {
    await using connection = await openConnection(SmtpBackend, { host: "127.0.0.1", port: server.port, timeout: 5 });
    expect([await message(connection).send(), await message(connection).send()]).toEqual([1, 1]);
    expect(server.lines).not.toContain("QUIT");
  }
  expect([server.connections, server.bodies.length, server.lines.at(-1)]).toEqual([1, 2, "QUIT"]);
});

describe("send()", () => {
  const nobody = { host: "127.0.0.1", port: 1, timeout: 5 };

  test("B13.3: with failSilently holds for that call, whatever the connection was made with", async () => {
    const loud = message(new SmtpBackend(nobody));
    expect(await loud.send({ failSilently: true })).toBe(0);
    await expect(loud.send()).rejects.toThrow(DeliveryError);
    const silent = message(new SmtpBackend({ ...nobody, failSilently: true }));
    expect(await silent.send()).toBe(0);
    await expect(silent.send({ failSilently: false })).rejects.toThrow(DeliveryError);
  });

  test("B13.3: with failSilently holds for a connection that it makes itself", async () => {
    configureMail({ mailers: { default: { backend: SmtpBackend, options: nobody } } });
    expect(await message().send({ failSilently: true })).toBe(0);
    await expect(message().send()).rejects.toThrow(DeliveryError);
  });

  test("B13.4: makes a connection each time, and leaves none on the message", async () => {
    await using server = await startFailingServer();
    configureMail({ backend: SmtpBackend, emailHost: "127.0.0.1", emailPort: server.port });
    const draft = message();
    for (const count of [1, 2]) {
      expect(await draft.send()).toBe(1);
      expect([draft.connection, server.connections]).toEqual([null, count]);
    }
  });
});
