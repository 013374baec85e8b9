import type { Socket } from "node:net";
import { withoutControlCharacters } from "./control-characters.ts";

/** A reply of the server (RFC 5321, 4.2). */
export interface Reply {
  readonly code: number;
  /** The code and the text, its lines joined by line breaks. */
  readonly text: string;
}

/** Why a connection cannot be read any more. */
export type LinkFault = "closed" | "timeout" | "protocol";

/** The connection is of no more use. */
export class LinkError extends Error {
  readonly fault: LinkFault;
  /** What the server said when nothing was asked. */
  readonly reply?: Reply;

  constructor(message: string, fault: LinkFault, details: { readonly reply?: Reply; readonly cause?: unknown } = {}) {
    super(message, "cause" in details ? { cause: details.cause } : undefined);
    this.fault = fault;
    if (details.reply) this.reply = details.reply;
  }
}

interface Waiter {
  /** How long the reply may take from when it is the next one. */
  readonly timeoutMs: number;
  resolve(reply: Reply): void;
  reject(error: LinkError): void;
}

/** RFC 5321, 4.5.3.1.5 has 512 octets a line; a server that says this much in one reply says nothing. */
const LONGEST_REPLY = 65_536;
const LINE = /^([2-5]\d\d)(?:([ -])(.*))?$/s;

/**
 * The replies on a socket, each handed to the one who waits for it, in the order in which they asked (RFC 2920, 3.1). A
 * reply that nobody waits for is out of step: from there on no reply could be trusted to belong to its command, so the
 * connection is dropped.
 */
export class ReplyReader {
  readonly #socket: Socket;
  readonly #redact: (text: string) => string;
  #received = "";
  #lines: string[] = [];
  #waiters: Waiter[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failure: LinkError | undefined;

  constructor(socket: Socket, redact: (text: string) => string) {
    this.#socket = socket;
    this.#redact = redact;
    socket.on("data", (chunk: Buffer) => this.#take(chunk.toString("latin1")));
    const closed = (): void => this.fail(new LinkError("The server closed the connection", "closed"));
    socket.on("error", (cause) =>
      this.fail(new LinkError(`The connection failed: ${cause.message}`, "closed", { cause })),
    );
    socket.on("close", closed);
    socket.on("end", closed);
    if (socket.destroyed) closed();
  }

  /** Why the connection is of no more use, if it is not. */
  get failure(): LinkError | undefined {
    return this.#failure;
  }

  /**
   * The next reply that nobody waits for yet.
   *
   * @param timeoutMs - how long it may take to its last octet, once those before it have come
   * @throws LinkError
   */
  next(timeoutMs: number): Promise<Reply> {
    return new Promise((resolve, reject) => {
      if (this.#failure) return reject(this.#failure);
      this.#waiters.push({ timeoutMs, resolve, reject });
      if (this.#waiters.length === 1) this.#startTimer(timeoutMs);
    });
  }

  /** Drops the connection for a reason, which whoever waits is told. */
  fail(error: LinkError): void {
    if (this.#failure) return;
    this.#failure = error;
    clearTimeout(this.#timer);
    this.#socket.destroy();
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const { reject } of waiters) reject(error);
  }

  #startTimer(timeoutMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => this.fail(new LinkError(`No reply came within ${timeoutMs} ms`, "timeout")),
      timeoutMs,
    );
  }

  #take(text: string): void {
    const lines = (this.#received + text).split("\n");
    this.#received = lines.pop() ?? "";
    for (const line of lines) {
      if (this.#failure) return;
      this.#takeLine(Buffer.from(line.replace(/\r$/, ""), "latin1").toString("utf8"));
    }
    const length = this.#received.length + this.#lines.reduce((sum, line) => sum + line.length, 0);
    if (length > LONGEST_REPLY) this.fail(new LinkError("The server's reply has no end", "protocol"));
  }

  #takeLine(line: string): void {
    const [, code, separator] = LINE.exec(line) ?? [];
    const isForeign = code === undefined || (this.#lines[0] !== undefined && !this.#lines[0].startsWith(code));
    if (isForeign) {
      this.fail(
        new LinkError(
          `The server sent what is no SMTP reply: ${JSON.stringify(this.#redact(line.slice(0, 120)))}`,
          "protocol",
        ),
      );
      return;
    }
    this.#lines.push(line);
    if (separator === "-") return;
    const text = this.#redact(this.#lines.map(withoutControlCharacters).join("\n"));
    const reply = { code: Number(code), text };
    const waiter = this.#waiters.shift();
    this.#lines = [];
    if (!waiter) {
      this.fail(new LinkError(`The server sent a reply out of step: ${reply.text}`, "protocol", { reply }));
      return;
    }
    const [next] = this.#waiters;
    if (next) this.#startTimer(next.timeoutMs);
    else clearTimeout(this.#timer);
    waiter.resolve(reply);
  }
}
