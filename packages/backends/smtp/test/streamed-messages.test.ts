import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import {
  type ContentStream,
  configureMail,
  type DeliveryError,
  EmailMessage,
  InvalidMessageError,
  type MailError,
  UnsupportedFeatureError,
} from "@posthorn/core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SmtpBackend } from "../src/index.ts";
import { ScriptedServer } from "./scripted-server.ts";

const OCTETS = Uint8Array.from({ length: 200_000 }, (_, index) => (index * 7) % 256);
const SIZE = "250-scripted\r\n250-8BITMIME\r\n250 SIZE 10000000";

/** Ids that each message has anew, so that the same draft has the same octets. */
function resetIds(): void {
  let id = 0;
  configureMail({
    clock: () => new Date(0),
    idSource: () => {
      id += 1;
      return `id-${id}`;
    },
  });
}
beforeEach(resetIds);
afterEach(() => configureMail({}));

const backend = ({ port }: ScriptedServer): SmtpBackend => new SmtpBackend({ host: "127.0.0.1", port, timeout: 60 });
const message = (content: ContentStream | Uint8Array, subject = "Subject", body = ".\n..\n.dots\n"): EmailMessage =>
  new EmailMessage(subject, body, "from@example.com", ["to@example.com"], { attachments: [["a.bin", content]] });

async function* chunks(size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < OCTETS.length; from += size) yield OCTETS.subarray(from, from + size);
}

/** A source that gives octets and then nothing more, for ever. */
async function* hanging(first = OCTETS): AsyncGenerator<Uint8Array> {
  yield first;
  await new Promise(() => undefined);
}

async function failureOf(promise: Promise<unknown>): Promise<DeliveryError> {
  return promise.then(
    () => expect.unreachable("it must throw"),
    (error: MailError) => error as DeliveryError,
  );
}

describe("a message that streams", () => {
  test.each([
    ["an async iterable", () => chunks(1000)],
    ["an async iterable in chunks larger than a write", () => chunks(150_000)],
    ["a ReadableStream", () => new Blob([OCTETS]).stream()],
    ["a Blob", () => new Blob([OCTETS])],
  ])("of %s arrives octet for octet", async (_of, make) => {
    await using server = await ScriptedServer.start();
    expect(await backend(server).sendMessages([message(make())])).toBe(1);
    resetIds();
    const expected = Buffer.from(message(OCTETS).message().toBytes()).toString("latin1");
    expect(`${server.messages[0]}\r\n` === expected).toBe(true);
    expect(server.messages[0]).toContain("\r\n\r\n.\r\n..\r\n.dots\r\n");
  });

  test("of a Blob is sent again and again, with the same content", async () => {
    await using server = await ScriptedServer.start();
    const draft = message(new Blob([OCTETS]));
    expect(await backend(server).sendMessages([draft, draft])).toBe(2);
    const base64 = server.messages.map((text) => text.split("Content-Transfer-Encoding: base64")[1]?.split("--=_")[0]);
    expect(base64[0]?.length).toBeGreaterThan(OCTETS.length);
    expect(base64[0] === base64[1]).toBe(true);
  });

  test("tells its size where it is known and the server wants it, to the octet", async () => {
    await using server = await ScriptedServer.start({ ehlo: SIZE });
    expect(await backend(server).sendMessages([message(new Blob([OCTETS])), message(chunks(1000))])).toBe(2);
    expect(server.lines.filter((line) => line.startsWith("MAIL"))).toEqual([
      `MAIL FROM:<from@example.com> SIZE=${(server.messages[0]?.length ?? 0) + "\r\n".length}`,
      "MAIL FROM:<from@example.com>",
    ]);
    await using other = await ScriptedServer.start();
    expect(await backend(other).sendMessages([message(new Blob([OCTETS]))])).toBe(1);
    expect(other.lines[1]).toBe("MAIL FROM:<from@example.com>");
  });

  test("over the server's limit is refused before anything is sent, where its size is known", async () => {
    await using server = await ScriptedServer.start({ ehlo: SIZE.replace("10000000", "1000") });
    const error = await failureOf(backend(server).sendMessages([message(new Blob([OCTETS]))]));
    expect(error).toMatchObject({ code: "message_refused", stage: "mail", retryable: false });
    expect(server.lines.some((line) => line.startsWith("MAIL"))).toBe(false);
  });
});

describe("a nested message that is 8bit", () => {
  const draft = (): EmailMessage =>
    new EmailMessage("Subject", "Body", "from@example.com", ["to@example.com"], {
      attachments: [["in.eml", new TextEncoder().encode("Subject: a\n\n.Grüße\n")]],
    });

  test("asks for 8BITMIME and arrives octet for octet", async () => {
    await using server = await ScriptedServer.start();
    expect(await backend(server).sendMessages([draft()])).toBe(1);
    expect(server.lines[1]).toBe("MAIL FROM:<from@example.com> BODY=8BITMIME");
    expect(Buffer.from(server.messages[0] ?? "", "latin1").toString()).toContain("\r\n\r\n.Grüße\r\n");
  });

  test("is refused where the server has no 8BITMIME, and the next message goes through", async () => {
    await using server = await ScriptedServer.start({ ehlo: "250 scripted" });
    const error = await failureOf(backend(server).sendMessages([draft(), message(OCTETS)]));
    expect(error).toBeInstanceOf(UnsupportedFeatureError);
    expect(error.message).toContain("needs 8BITMIME");
    expect(error.report?.sent).toBe(1);
    expect([server.messages.length, server.connections]).toEqual([1, 1]);
  });
});

describe("an address that needs SMTPUTF8 and stands in Reply-To alone", () => {
  const draft = (): EmailMessage =>
    new EmailMessage("Subject", "Body", "from@example.com", ["to@example.com"], { replyTo: ["zoë@example.com"] });

  test("asks for it", async () => {
    await using server = await ScriptedServer.start({ ehlo: "250-scripted\r\n250-8BITMIME\r\n250 SMTPUTF8" });
    expect(await backend(server).sendMessages([draft()])).toBe(1);
    expect(server.lines[1]).toBe("MAIL FROM:<from@example.com> BODY=8BITMIME SMTPUTF8");
    expect(Buffer.from(server.messages[0] ?? "", "latin1").toString()).toContain("Reply-To: zoë@example.com\r\n");
  });

  test("is refused where the server has none", async () => {
    await using server = await ScriptedServer.start();
    const error = await failureOf(backend(server).sendMessages([draft()]));
    expect(error).toBeInstanceOf(UnsupportedFeatureError);
    expect(error.message).toContain("A header or a message/global within is beyond ASCII, which needs SMTPUTF8");
    expect(server.lines.some((line) => line.startsWith("MAIL"))).toBe(false);
  });
});

describe("a source that fails midway", () => {
  async function* failing(first: Uint8Array): AsyncGenerator<Uint8Array> {
    yield first;
    throw new Error("the disk is gone");
  }

  test.each([
    ["of a few octets", OCTETS.subarray(0, 10)],
    ["of several writes", OCTETS],
  ])(
    "behind content %s leaves no message, drops the connection, and the next message has a new one",
    async (_of, first) => {
      await using server = await ScriptedServer.start();
      const failed = failureOf(backend(server).sendMessages([message(failing(first), "bad"), message(OCTETS, "good")]));
      const error = await failed;
      expect(error).toBeInstanceOf(InvalidMessageError);
      expect(error).toMatchObject({ code: "unreadable_content" });
      expect(error.report?.sent).toBe(1);
      expect(server.messages.map((text) => /^Subject: (.*)\r$/m.exec(text)?.[1])).toEqual(["good"]);
      expect(server.connections).toBe(2);
    },
  );

  test("with fewer octets than the size that was told leaves no message", async () => {
    await using server = await ScriptedServer.start({ ehlo: SIZE });
    const short = { size: OCTETS.length + 1, stream: () => chunks(1000) };
    const error = await failureOf(backend(server).sendMessages([message(short)]));
    expect(error).toMatchObject({ code: "unreadable_content", report: { sent: 0 } });
    expect(server.messages).toEqual([]);
  });
});

describe("a source that gives nothing more", () => {
  test("does not outlast the connection that the server closes: refused, retryable", async () => {
    await using server = await ScriptedServer.start({ bodyLimit: 100_000 });
    const begun = performance.now();
    expect(await failureOf(backend(server).sendMessages([message(hanging())]))).toMatchObject({
      code: "connection",
      stage: "body",
      outcome: "refused",
      retryable: true,
    });
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(server.messages).toEqual([]);
  });

  test("does not outlast what the server says to the body", async () => {
    await using server = await ScriptedServer.start({ bodyRefusal: "552 too long" });
    const begun = performance.now();
    expect(await failureOf(backend(server).sendMessages([message(hanging())]))).toMatchObject({
      code: "message_refused",
      outcome: "refused",
      retryable: false,
      response: "552 too long",
    });
    expect(performance.now() - begun).toBeLessThan(10_000);
  });

  test.each([
    ["several writes", OCTETS, "nothing came for 1 second."],
    ["no line", OCTETS.subarray(0, 10), "only 10 octets came in 1 second, and a line that can be written has 57."],
  ])(
    "is blamed for it, not the server, once no line came for as long as the timeout: behind %s",
    async (_of, first, reason) => {
      await using server = await ScriptedServer.start();
      const smtp = new SmtpBackend({ host: "127.0.0.1", port: server.port, timeout: 1 });
      const error = await failureOf(smtp.sendMessages([message(hanging(first)), message(OCTETS, "good")]));
      expect(error).toBeInstanceOf(InvalidMessageError);
      expect(error).toMatchObject({ code: "unreadable_content", report: { sent: 1 } });
      expect(error.message).toBe(`The content of the attachment "a.bin" cannot be read: ${reason}`);
      expect(server.messages.map((text) => /^Subject: (.*)\r$/m.exec(text)?.[1])).toEqual(["good"]);
    },
  );

  test("may be slow, if each of its chunks comes in time", async () => {
    await using server = await ScriptedServer.start();
    async function* slow(): AsyncGenerator<Uint8Array> {
      for (let from = 0; from < 600; from += 100) {
        await new Promise((resolve) => setTimeout(resolve, 400));
        yield OCTETS.subarray(from, from + 100);
      }
    }
    const smtp = new SmtpBackend({ host: "127.0.0.1", port: server.port, timeout: 2 });
    expect(await smtp.sendMessages([message(slow())])).toBe(1);
  });

  test("is cancelled when the connection is lost, though it is waited for", async () => {
    await using server = await ScriptedServer.start({ bodyLimit: 100_000 });
    let isCanceled = false;
    const source = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(OCTETS),
      cancel: () => {
        isCanceled = true;
      },
    });
    expect(await failureOf(backend(server).sendMessages([message(source)]))).toMatchObject({ code: "connection" });
    expect(isCanceled).toBe(true);
  });

  test("does not outlast the signal", async () => {
    await using server = await ScriptedServer.start();
    const begun = performance.now();
    const sending = backend(server).sendMessages([message(hanging())], { signal: AbortSignal.timeout(100) });
    expect(await failureOf(sending)).toMatchObject({
      name: "AbortError",
      report: { sent: 0, deliveries: [{ outcome: "refused" }] },
    });
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(server.messages).toEqual([]);
  });
});

test("a source is ended when the server hangs up, though it has more to give", async () => {
  await using server = await ScriptedServer.start({ bodyLimit: 300_000 });
  let isEnded = false;
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        yield OCTETS;
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    } finally {
      isEnded = true;
    }
  }
  expect(await failureOf(backend(server).sendMessages([message(endless())]))).toMatchObject({ code: "connection" });
  await expect.poll(() => isEnded).toBe(true);
});

test("a server that stops reading and hangs up has no message: refused, not in doubt", async () => {
  const listener = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.write("220 stops\r\n");
    socket.on("data", (chunk) => {
      if (!chunk.toString("latin1").startsWith("DATA")) return socket.write("250 ok\r\n");
      socket.write("354 go on\r\n");
      socket.pause();
      return setTimeout(() => socket.resetAndDestroy(), 300);
    });
  }).listen(0, "127.0.0.1");
  await once(listener, "listening");
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) yield OCTETS.subarray(0, 57 * 1024);
  }
  try {
    const smtp = new SmtpBackend({ host: "127.0.0.1", port: (listener.address() as AddressInfo).port, timeout: 60 });
    expect(await failureOf(smtp.sendMessages([message(endless())]))).toMatchObject({
      code: "connection",
      stage: "body",
      outcome: "refused",
      retryable: true,
    });
  } finally {
    listener.close();
  }
});
