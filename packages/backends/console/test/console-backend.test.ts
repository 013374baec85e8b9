import { PassThrough, Writable } from "node:stream";
import { EmailMessage, EmailMultiAlternatives } from "@posthorn/core";
import type { MimePart } from "@posthorn/core/mime";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ConsoleBackend, type ConsoleFormat } from "../src/index.ts";

// Whoever runs the tests may want colours of their own.
beforeEach(() => void vi.stubEnv("FORCE_COLOR", undefined));
afterEach(() => void vi.unstubAllEnvs());

const message = (subject = "Hello"): EmailMultiAlternatives =>
  new EmailMultiAlternatives(subject, "Grüße\n", "from@example.com", ["to@example.com"]);

/** A stream that keeps what is written to it, one element a write. */
function keeping(): { readonly writes: string[]; write(text: string): void } {
  const writes: string[] = [];
  return { writes, write: (text) => void writes.push(text) };
}

describe("a mail", () => {
  test("is printed decoded, with who stands in the envelope only, in one write", async () => {
    const stream = keeping();
    const mail = message("Chère maman");
    mail.bcc = ["Boss <boss@example.com>"];
    expect(await new ConsoleBackend({ stream }).sendMessages([mail, message()])).toBe(2);
    expect(stream.writes).toHaveLength(2);
    expect(stream.writes[0]).toMatch(/^ {3}Subject: Chère maman$/m);
    expect(stream.writes[0]).toMatch(/^ {7}Bcc: boss@example\.com \(in the envelope only\)$/m);
    expect(stream.writes[0]).toMatch(/\n\n {2}Grüße\n\n$/);
    expect(stream.writes.join("")).not.toContain("\r");
  });

  test("with the format source is followed by what would be sent", async () => {
    const stream = keeping();
    await new ConsoleBackend({ stream, format: "source" }).sendMessages([message()]);
    expect(stream.writes).toHaveLength(1);
    expect(stream.writes[0]).toMatch(
      /\n {2}Grüße\n\n── source ─+\n {2}Subject: Hello\n(?:.+\n)+\n {2}R3LDvMOfZQ0K\n\n$/,
    );
  });

  test("with the format source lets no escape sequence of the source through either", async () => {
    const stream = keeping();
    class Plain extends EmailMessage {
      override message(): MimePart {
        return super.message().with({ transferEncoding: "7bit" });
      }
    }
    const mail = new Plain("Hello", "a\x1b[2Jb", "from@example.com", ["to@example.com"]);
    await new ConsoleBackend({ stream, format: "source" }).sendMessages([mail]);
    expect(stream.writes[0]?.match(/^ {2}a␛\[2Jb$/gm)).toHaveLength(2);
    expect(stream.writes[0]).not.toContain("\x1b");
  });

  test.each<[ConsoleFormat, number]>([
    ["readable", 1],
    ["source", 2],
  ])("that imitates the beginning of the next mail, for %s, is seen to be one mail", async (format, rules) => {
    const stream = keeping();
    const backend = new ConsoleBackend({ stream, format });
    await backend.sendMessages([message()]);
    const mail = message();
    mail.body = stream.writes.join("");
    await backend.sendMessages([mail]);
    expect(stream.writes[1]?.match(/^━/gm)).toHaveLength(1);
    expect(stream.writes[1]?.match(/^(?:━|──)/gm)).toHaveLength(rules);
    expect(stream.writes[1]?.match(/^ {2}━/gm)).toHaveLength(1);
  });

  test("with the format django is what would be sent, and a line of dashes", async () => {
    const stream = keeping();
    await new ConsoleBackend({ stream, format: "django" }).sendMessages([message()]);
    expect(stream.writes[0]).toMatch(/^Subject: Hello\n(?:.+\n)+\nR3LDvMOfZQ0K\n\n-{79}\n$/);
  });

  test.each<ConsoleFormat>(["readable", "source", "django"])(
    "whose file can be read once is read once for %s",
    async (format) => {
      const stream = keeping();
      let reads = 0;
      async function* once(): AsyncGenerator<Uint8Array> {
        reads += 1;
        yield new TextEncoder().encode("only once");
      }
      const mail = message();
      mail.attach("once.bin", once());
      expect(await new ConsoleBackend({ stream, format }).sendMessages([mail])).toBe(1);
      expect(reads).toBe(1);
      expect(stream.writes[0]).toContain(format === "readable" ? "application/octet-stream  9 B" : "b25seSBvbmNl");
    },
  );

  test("that is invalid is refused, and nothing is written", async () => {
    const stream = keeping();
    await expect(new ConsoleBackend({ stream }).sendMessages([message("a\nb")])).rejects.toThrow(/line breaks/);
    expect(stream.writes).toEqual([]);
  });

  test("goes to standard output if no stream is given", async () => {
    const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    await new ConsoleBackend().sendMessages([message()]);
    const written = write.mock.calls.join("");
    write.mockRestore();
    expect(written).toContain("Subject: Hello");
  });
});

test.each<[what: string, env: Record<string, string>, isTTY: boolean, isColored: boolean]>([
  ["a terminal has colours", {}, true, true],
  ["NO_COLOR takes them away", { NO_COLOR: "1" }, true, false],
  ["an empty NO_COLOR says nothing", { NO_COLOR: "" }, true, true],
  ["so does a terminal that has none", { TERM: "dumb" }, true, false],
  ["a pipe has none", {}, false, false],
  ["FORCE_COLOR gives a pipe colours", { FORCE_COLOR: "1" }, false, true],
  ["FORCE_COLOR=0 takes them away", { FORCE_COLOR: "0" }, true, false],
])("%s", async (_what, env, isTTY, isColored) => {
  for (const name of ["FORCE_COLOR", "NO_COLOR", "TERM"]) vi.stubEnv(name, env[name]);
  const stream = { ...keeping(), isTTY };
  await new ConsoleBackend({ stream }).sendMessages([message()]);
  expect(stream.writes[0]?.includes("\x1b[1mHello\x1b[22m")).toBe(isColored);
});

describe("a stream that fails is a delivery error", () => {
  const failing = { code: "service", stage: "body", report: { sent: 0 } };

  test("if it throws", async () => {
    const write = (): never => {
      throw new RangeError("it is full");
    };
    const sent = new ConsoleBackend({ stream: { write } }).sendMessages([message()]);
    await expect(sent).rejects.toMatchObject({
      ...failing,
      message: "The stream of the console backend cannot be written to: it is full.",
      retryable: true,
    });
  });

  test("if it answers a promise that rejects, and the next message is written", async () => {
    let writes = 0;
    const write = async (): Promise<void> => {
      writes += 1;
      if (writes === 1) throw new Error("the collector is away");
    };
    const sent = new ConsoleBackend({ stream: { write } }).sendMessages([message("a"), message("b")]);
    await expect(sent).rejects.toMatchObject({ ...failing, report: { sent: 1 } });
  });

  test("if it emits an error, which ends no process", async () => {
    const stream = new Writable({ write: (_chunk, _encoding, done) => void setImmediate(done, new Error("EPIPE")) });
    const backend = new ConsoleBackend({ stream });
    const closed = new Promise((resolve) => stream.once("close", resolve));
    const sent = Promise.allSettled(["a", "b", "c"].map((subject) => backend.sendMessages([message(subject)])));
    for (const { reason } of (await sent) as PromiseRejectedResult[]) expect(reason).toMatchObject(failing);
    await closed;
    expect(stream.listenerCount("error")).toBe(0);
  });

  test("if it was destroyed, and never retryable", async () => {
    const stream = new PassThrough().destroy();
    const sent = new ConsoleBackend({ stream }).sendMessages([message()]);
    await expect(sent).rejects.toMatchObject({ ...failing, retryable: false });
  });

  test("if what it does with a text throws, for the messages behind it too", async () => {
    const stream = new Writable({
      write() {
        throw new RangeError("a bug");
      },
    });
    const { deliveries } = await new ConsoleBackend({ stream }).deliver([message("a"), message("b")]);
    expect(deliveries).toMatchObject([
      { outcome: "refused", error: { message: expect.stringContaining("written to: a bug.") } },
      { outcome: "refused", error: { message: expect.stringContaining("written to: it threw before.") } },
    ]);
    expect(stream.listenerCount("error")).toBe(0);
  });

  test("if it has ended", async () => {
    const stream = new PassThrough().end();
    const sent = new ConsoleBackend({ stream }).sendMessages([message()]);
    await expect(sent).rejects.toThrow("it has ended");
  });

  test("if it is destroyed while it is being written to", async () => {
    const stream = new Writable({ write: () => void setImmediate(() => stream.destroy()) });
    await expect(new ConsoleBackend({ stream }).sendMessages([message()])).rejects.toMatchObject(failing);
  });

  test("which failSilently silences", async () => {
    const stream = new PassThrough().destroy();
    expect(await new ConsoleBackend({ stream, failSilently: true }).sendMessages([message()])).toBe(0);
  });
});

test("a stream that has a write of its own, which calls nobody back, is waited for no longer than that", async () => {
  const writes: string[] = [];
  class Capturing extends Writable {
    override write(chunk: unknown): boolean {
      return writes.push(String(chunk)) > 0;
    }
  }
  expect(await new ConsoleBackend({ stream: new Capturing() }).sendMessages([message()])).toBe(1);
  expect(writes).toHaveLength(1);
});

test("however many messages are written at once, a stream has one listener, and none behind them", async () => {
  const writes: string[] = [];
  let most = 0;
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      most = Math.max(most, this.listenerCount("error"));
      writes.push(chunk);
      setImmediate(done);
    },
  });
  const backend = new ConsoleBackend({ stream });
  await Promise.all(Array.from({ length: 50 }, (_, at) => backend.sendMessages([message(`Number ${at}`)])));
  expect([writes.length, most, stream.listenerCount("error")]).toEqual([50, 1, 0]);
});

test.each([
  [{ format: "html" }, `format must be "readable", "source" or "django"; got 'html'.`],
  [{ format: 10n }, 'format must be "readable", "source" or "django"; got 10n.'],
  [{ stream: {} }, "stream must have a method write(text), as process.stderr has."],
  [{ colour: true }, 'ConsoleBackend takes no option "colour"'],
])("the options %o are a TypeError", (options, text) => {
  expect(() => new ConsoleBackend(options as never)).toThrow(TypeError);
  expect(() => new ConsoleBackend(options as never)).toThrow(text);
});

test("a message of the plain class is printed as well", async () => {
  const stream = keeping();
  await new ConsoleBackend({ stream }).sendMessages([new EmailMessage({ to: ["to@example.com"] })]);
  expect(stream.writes[0]).toMatch(/\n\n\(empty\)\n\n$/);
});
