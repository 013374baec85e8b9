import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConsoleBackend } from "@posthorn/console";
import { BaseEmailBackend, type EmailMessage, getConnection, type Messages, type SendOptions } from "@posthorn/core";
import { DummyBackend } from "@posthorn/dummy";
import { FileBackend } from "@posthorn/file";
import { MemoryBackend } from "@posthorn/memory";
import { SmtpBackend } from "@posthorn/smtp";
import { sentBy, withOutbox } from "@posthorn/testing";
import { accept, ScriptedBackend } from "@posthorn/testing/faults";
import { expect } from "vitest";
import { startRecordingServer } from "./recording-server.ts";

/** Options of a backend, which may be none. */
export type Options = Readonly<Record<string, unknown>>;

/** What a backend let out. */
export interface Leak {
  /** How many connections, files, texts or messages it left behind. */
  readonly traces: number;
  /** Each message as it left; undefined where nothing of it is kept. */
  readonly mails: readonly Uint8Array[] | undefined;
  /** Whether line breaks have become LF, and what is not UTF-8 is lost. */
  readonly isText?: true;
  /** The commands of SMTP, if it is that. */
  readonly commands?: readonly string[];
}

/** A backend, and what left through it. */
export interface Target {
  readonly name: string;
  /** Whether it stands for a backend of any class, and takes its options as they are. */
  readonly knowsNoOptions?: true;
  /** A new one. It is silent about failed deliveries, which must not hide that a message is invalid. */
  connect(options?: Options): BaseEmailBackend;
  /** What left since this was last asked. */
  leak(): Promise<Leak>;
}

const SEPARATOR = `\n${"-".repeat(79)}\n`;

/** Every backend, with what they deliver to. */
export async function startTargets(): Promise<{ readonly targets: readonly Target[]; stop(): Promise<void> }> {
  const server = await startRecordingServer();
  const filePath = await mkdtemp(join(tmpdir(), "posthorn-attacks-"));
  const silent = { failSilently: true };
  let printed: string[] = [];
  let shown: string[] = [];
  const outbox: EmailMessage[] = [];
  const scripted: EmailMessage[] = [];
  const kept: Uint8Array[] = [];
  const targets: readonly Target[] = [
    {
      name: "smtp",
      connect: (options) =>
        new SmtpBackend({ host: "127.0.0.1", port: server.port, timeout: 10, ...silent, ...options }),
      async leak() {
        const sessions = server.take();
        return {
          traces: sessions.length,
          mails: sessions.flatMap(({ messages }) => messages.map(unstuffed)),
          commands: sessions.flatMap(({ commands }) => commands),
        };
      },
    },
    {
      name: "console",
      connect: (options) =>
        new ConsoleBackend({
          stream: { write: (text) => printed.push(text) },
          format: "django",
          ...silent,
          ...options,
        }),
      async leak() {
        const texts = printed;
        printed = [];
        return { traces: texts.length, mails: texts.map(withoutSeparator), isText: true };
      },
    },
    {
      name: "console, readable",
      connect: (options) =>
        new ConsoleBackend({ stream: { write: (text) => shown.push(text) }, ...silent, ...options }),
      async leak() {
        const texts = shown;
        shown = [];
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
        expect(texts.filter((text) => /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/.test(text))).toEqual([]);
        return { traces: texts.length, mails: undefined };
      },
    },
    {
      name: "file",
      connect: (options) => new FileBackend({ filePath, ...silent, ...options }),
      async leak() {
        const names = await readdir(filePath);
        const texts = await Promise.all(names.map((name) => readFile(join(filePath, name), "utf8")));
        await Promise.all(names.map((name) => rm(join(filePath, name))));
        return { traces: names.length, mails: texts.map(withoutSeparator), isText: true };
      },
    },
    {
      name: "memory",
      connect: (options) => new MemoryBackend({ outbox, ...silent, ...options }),
      async leak() {
        const messages = outbox.splice(0);
        return { traces: messages.length, mails: messages.map((message) => message.message().toBytes()) };
      },
    },
    {
      name: "scripted",
      connect: (options) => new ScriptedBackend({ outbox: scripted, script: [accept()], ...silent, ...options }),
      async leak() {
        const messages = scripted.splice(0);
        return { traces: messages.length, mails: messages.map((message) => message.message().toBytes()) };
      },
    },
    {
      name: "the outbox of a test",
      knowsNoOptions: true,
      connect: () => new OutboxOfTest(kept),
      async leak() {
        const mails = kept.splice(0);
        return { traces: mails.length, mails };
      },
    },
    {
      name: "dummy",
      connect: (options) => new DummyBackend({ ...silent, ...options }),
      leak: async () => ({ traces: 0, mails: undefined }),
    },
  ];
  return {
    targets,
    async stop() {
      await server[Symbol.asyncDispose]();
      await rm(filePath, { recursive: true });
    },
  };
}

/** Sends by what every mailer is in a test. */
class OutboxOfTest extends BaseEmailBackend {
  readonly #kept: Uint8Array[];

  /** @param kept - gets what stood on the wire of each message that reached the outbox */
  constructor(kept: Uint8Array[]) {
    super();
    this.#kept = kept;
  }

  override sendMessages(messages: Messages, options?: SendOptions): Promise<number> {
    return withOutbox(async (outbox) => {
      try {
        return await (await getConnection({ failSilently: true })).sendMessages(messages, options);
      } finally {
        this.#kept.push(...outbox.map((message) => sentBy(message).mime.toBytes()));
      }
    });
  }
}

/** RFC 5321, 4.5.2: of a line that begins with a dot the first one is taken away, and only of such a line. */
function unstuffed(octets: Buffer): Uint8Array {
  const lines = octets.toString("latin1").split("\r\n");
  const wrong = lines.filter((line) => line.startsWith(".") && !line.startsWith(".."));
  expect(wrong, "lines that begin with one dot").toEqual([]);
  return Buffer.from(lines.map((line) => line.replace(/^\./, "")).join("\r\n"), "latin1");
}

function withoutSeparator(text: string): Uint8Array {
  expect(text.endsWith(SEPARATOR)).toBe(true);
  return Buffer.from(text.slice(0, -SEPARATOR.length));
}
