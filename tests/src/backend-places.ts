import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConsoleBackend } from "@posthorn/console";
import type { BackendOptions, BaseEmailBackend, EmailMessage } from "@posthorn/core";
import { DummyBackend } from "@posthorn/dummy";
import { FileBackend } from "@posthorn/file";
import { MemoryBackend } from "@posthorn/memory";
import { SmtpBackend } from "@posthorn/smtp";
import PostalMime from "postal-mime";
import { type FailingServer, startFailingServer } from "./failing-server.ts";

/** A mail as a backend took it; what it does not keep is missing. */
export interface Taken {
  readonly subject?: string | undefined;
  readonly messageId?: string | undefined;
}

/** A place that backends deliver to. */
export interface Place extends AsyncDisposable {
  /** A new backend that delivers there. */
  backend(options?: BackendOptions): BaseEmailBackend;
  /** What it was given, in order; undefined where nothing is kept. */
  taken(): Promise<readonly Taken[] | undefined>;
  /** How many connections or files were opened. */
  opened(): Promise<number>;
}

/** A backend, and how a place is made that it delivers to. */
export interface BackendPlace {
  readonly name: string;
  start(): Promise<Place>;
}

/** What a mail says of itself. */
export const read = async (mail: string): Promise<Taken> => PostalMime.parse(mail);

/** Mails that each end in a line of dashes, as the console and the file backend write them. */
const readAll = (text: string): Promise<readonly Taken[]> =>
  Promise.all(
    text
      .split(`\n${"-".repeat(79)}\n`)
      .slice(0, -1)
      .map(read),
  );

/** A backend that sends to a server on loopback. */
export const smtpTo = ({ port }: Pick<FailingServer, "port">, options: BackendOptions = {}): SmtpBackend =>
  new SmtpBackend({ host: "127.0.0.1", port, timeout: 5, ...options });

/** Every backend. */
export const backends: readonly BackendPlace[] = [
  {
    name: "smtp",
    async start() {
      const server = await startFailingServer();
      return {
        backend: (options) => smtpTo(server, options),
        taken: () => Promise.all(server.bodies.map(read)),
        opened: async () => server.connections,
        [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
      };
    },
  },
  {
    name: "console",
    async start() {
      let text = "";
      const stream = { write: (more: string) => (text += more) };
      return {
        backend: (options) => new ConsoleBackend({ stream, format: "django", ...options }),
        taken: () => readAll(text),
        opened: async () => 0,
        [Symbol.asyncDispose]: async () => undefined,
      };
    },
  },
  {
    name: "file",
    async start() {
      const filePath = await mkdtemp(join(tmpdir(), "posthorn-outcomes-"));
      return {
        backend: (options) => new FileBackend({ filePath, ...options }),
        taken: async () => {
          const texts = (await readdir(filePath)).sort().map((name) => readFile(join(filePath, name), "utf8"));
          return readAll((await Promise.all(texts)).join(""));
        },
        opened: async () => (await readdir(filePath)).length,
        [Symbol.asyncDispose]: () => rm(filePath, { recursive: true }),
      };
    },
  },
  {
    name: "memory",
    async start() {
      const outbox: EmailMessage[] = [];
      return {
        backend: (options) => new MemoryBackend({ outbox, ...options }),
        taken: async () => outbox.map(({ subject }) => ({ subject })),
        opened: async () => 0,
        [Symbol.asyncDispose]: async () => undefined,
      };
    },
  },
  {
    name: "dummy",
    start: async () => ({
      backend: (options) => new DummyBackend(options),
      taken: async () => undefined,
      opened: async () => 0,
      [Symbol.asyncDispose]: async () => undefined,
    }),
  },
];
